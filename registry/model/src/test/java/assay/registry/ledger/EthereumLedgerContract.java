package assay.registry.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.ChainUnreachableException;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.LocalChain;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.contract.AccessGrants;
import assay.chain.local.DevelopmentChain;
import assay.registry.dataset.DatasetExamples;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
  void shouldRebuildADeedThatHashesToItsId() {
    Ledger owner = newAccount();
    DatasetId dataset = owner.register(DatasetExamples.version(), owner.nextNonce()).fact();
    Price price = new Price(Address.ZERO, BigInteger.TEN.pow(30));
    GrantId id = owner.grant(terms(owner, dataset, price), 9).fact();

    AccessGrant found = newAccount().grant(id).orElseThrow();

    assertThat(found.terms()).isEqualTo(terms(owner, dataset, price));
    assertThat(idOf(LedgerAbi.toGrant(found.deed()))).isEqualTo(id);
  }

  @Test
  void shouldTakeAGrantThatNoCalendarHoldsForNone() {
    TransactionSender sender = local.newAccount();
    Ledger owner = ledger(local.chain(), sender);
    DatasetId dataset = owner.register(DatasetExamples.version(), owner.nextNonce()).fact();
    AccessGrants.Grant endless = endless(terms(owner, dataset, Price.FREE));
    sender.send(
        ContractCall.of(
            "grant for ever", grantsAt(), grants().grant(endless).encodeFunctionCall()));

    assertThat(owner.grant(idOf(endless))).isEmpty();
  }

  @Test
  void shouldKnowNoVersionWhileNoBlockOfTheContractsIsFinal() {
    Ledger owner = newAccount();
    DatasetId dataset = owner.register(DatasetExamples.version(), owner.nextNonce()).fact();

    assertThat(patient(owner, 100_000).version(new VersionId(dataset, 1))).isEmpty();
  }

  @Test
  void shouldNameADeadNode() {
    ChainClient dead = client(URI.create("http://127.0.0.1:1"), 0);
    Ledger ledger = ledger(dead, new TransactionSender(dead, TestAccounts.number(1)));

    assertThatThrownBy(ledger::nextNonce).isInstanceOf(ChainUnreachableException.class);
  }

  private static AccessGrants.Grant endless(GrantTerms terms) {
    BigInteger last = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    AccessGrants.Grant usual =
        LedgerAbi.toGrant(new GrantDeed(terms, 1, 0, BigInteger.ONE, BigInteger.ONE));
    return new AccessGrants.Grant(
        usual.grantor,
        usual.grantee,
        usual.asset,
        usual.version,
        usual.purpose,
        usual.level,
        usual.notBefore,
        last,
        usual.uses,
        usual.token,
        usual.price,
        usual.grantEpoch,
        usual.nonce,
        last);
  }

  private static GrantTerms terms(Ledger owner, DatasetId dataset, Price price) {
    return new GrantTerms(
        owner.account(),
        TestAccounts.number(2).address(),
        new VersionId(dataset, 1),
        Purpose.TRAIN,
        DatasetExamples.version().minimumLevel(),
        new Period(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z")),
        price);
  }

  private GrantId idOf(AccessGrants.Grant grant) {
    return new GrantId(
        Bytes32.of(local.chain().read("the id", () -> grants().grantId(grant).send())));
  }

  private AccessGrants grants() {
    return local.chain().wrap(AccessGrants::load, grantsAt());
  }

  private Address grantsAt() {
    return local.deployment().address(ContractName.ACCESS_GRANTS);
  }
}
