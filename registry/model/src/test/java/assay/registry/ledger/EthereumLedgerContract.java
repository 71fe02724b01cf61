package assay.registry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ChainUnreachableException;
import assay.chain.LocalChain;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.local.DevelopmentChain;
import assay.registry.dataset.DatasetExamples;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link EthereumLedger} does on every chain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EthereumLedgerContract extends LedgerContract {

  private final List<ChainClient> clients = new ArrayList<>();
  private LocalChain local;

  /** A chain of its own, which nobody else uses. */
  protected abstract DevelopmentChain startChain();

  @BeforeAll
  void deploy() {
    local = LocalChain.on(startChain());
  }

  @AfterAll
  void stop() {
    local.close();
  }

  @AfterEach
  void closeClients() {
    clients.forEach(ChainClient::close);
    clients.clear();
  }

  private ChainClient client(URI node, int finality) {
    ChainSettings usual = local.chain().settings();
    ChainClient client =
        new ChainClient(
            new ChainSettings(
                node,
                usual.chainId(),
                finality,
                usual.maxFeePerGas(),
                usual.pollEvery(),
                usual.patience()));
    clients.add(client);
    return client;
  }

  private Ledger ledger(ChainClient chain, TransactionSender sender) {
    return new EthereumLedger(chain, local.deployment(), sender, new SecureRandom());
  }

  @Override
  protected Ledger newAccount() {
    return ledger(local.chain(), local.newAccount());
  }

  @Override
  protected Ledger patient(Ledger ledger, int finality) {
    ChainClient chain = client(local.node().node(), finality);
    return ledger(chain, new TransactionSender(chain, TestAccounts.number(1)));
  }

  @Override
  protected void mine(int blocks) {
    local.node().mine(blocks);
  }

  @Override
  protected void advance(Duration time) {
    local.node().advance(time);
  }

  @Test
  void shouldTellTheGasOfAnIntent() {
    Ledger owner = newAccount();

    Confirmed<?> registered = owner.register(DatasetExamples.version(), owner.nextNonce());

    assertThat(registered.receipt().gasUsed()).isBetween(100_000L, 500_000L);
  }

  @Test
  void shouldNameADeadNode() {
    ChainClient dead = client(URI.create("http://127.0.0.1:1"), 0);
    Ledger ledger = ledger(dead, new TransactionSender(dead, TestAccounts.number(1)));

    assertThatThrownBy(ledger::nextNonce).isInstanceOf(ChainUnreachableException.class);
  }
}
