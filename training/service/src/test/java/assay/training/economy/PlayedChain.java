package assay.training.economy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainEvent;
import assay.chain.ChainSettings;
import assay.chain.ContractCall;
import assay.chain.ContractEvents;
import assay.chain.ContractName;
import assay.chain.Deployer;
import assay.chain.Deployment;
import assay.chain.DeploymentSettings;
import assay.chain.NonceTakenException;
import assay.chain.Receipt;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;

/**
 * A chain of its own with the contracts on it, which tells what each transaction caused. Accounts
 * and times follow from each other alone, so the same play always meets the same chance.
 */
final class PlayedChain implements AutoCloseable {

  private static final int DEPLOYER = 500_000;
  private static final long BEACON_SLOT = 0;
  private static final Wei MUCH = Wei.ofEther("100000");
  private static final BigInteger SPARE_GAS = BigInteger.valueOf(5_000_000);

  private final AnvilProcess node;
  private final ChainClient chain;
  private final Deployment deployment;
  private final ContractEvents decoder;
  private final List<ChainEvent> events = new ArrayList<>();
  private int accounts = DEPLOYER;
  private long newest;

  private PlayedChain(AnvilProcess node, ChainClient chain, Deployment deployment) {
    this.node = node;
    this.chain = chain;
    this.deployment = deployment;
    this.decoder = new ContractEvents(deployment);
    this.newest = chain.head().number();
  }

  static PlayedChain start() {
    AnvilProcess node = AnvilProcess.instant();
    node.countSeconds(1);
    ChainClient chain =
        new ChainClient(
            new ChainSettings(
                node.node(),
                ChainSettings.LOCAL_CHAIN_ID,
                0,
                Wei.ofEther("0.0000001"),
                Duration.ofMillis(20),
                Duration.ofSeconds(20)));
    node.fund(TestAccounts.number(DEPLOYER).address(), MUCH);
    TransactionSender deployer = new TransactionSender(chain, TestAccounts.number(DEPLOYER));
    Deployment deployment = new Deployer(chain, deployer).deploy(DeploymentSettings.local());
    // The beacon begins with a block's hash, which is another in every run.
    Address beacon = deployment.address(ContractName.SEED_BEACON);
    node.setStorage(beacon, BEACON_SLOT, Bytes32.keccak256("the first seed of the play"));
    return new PlayedChain(node, chain, deployment);
  }

  ChainClient client() {
    return chain;
  }

  Deployment deployment() {
    return deployment;
  }

  /** The next account, with ether for gas and deposits. */
  TransactionSender newAccount() {
    accounts++;
    node.fund(TestAccounts.number(accounts).address(), MUCH);
    return new TransactionSender(chain, TestAccounts.number(accounts));
  }

  /** Sends with gas to spare: what a call leads on to may be much more than the call. */
  void send(TransactionSender from, ContractCall call) {
    deliver(from, call.sparing(SPARE_GAS)).stream()
        .map(decoder::decode)
        .flatMap(Optional::stream)
        .forEach(events::add);
  }

  /**
   * A busy machine's node may show an account's new number before it shows the receipt. The sender
   * then supposes another program; here there is none, and the block tells what was done.
   */
  private List<Log> deliver(TransactionSender from, ContractCall call) {
    long before = newest;
    try {
      Receipt receipt = from.send(call);
      newest = receipt.block();
      return receipt.logs();
    } catch (NonceTakenException e) {
      newest = chain.head().number();
      List<Log> logs = chain.logs(List.copyOf(deployment.addresses().values()), before + 1, newest);
      if (logs.isEmpty()) {
        throw e;
      }
      return logs;
    }
  }

  /** What was caused since the last call of this. */
  List<ChainEvent> takeEvents() {
    List<ChainEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  Instant now() {
    return chain.head().time();
  }

  /** Lets time pass until then, if it has not come yet. */
  void waitUntil(Instant time) {
    if (now().isBefore(time)) {
      node.mineAt(time);
    }
  }

  @Override
  public void close() {
    chain.close();
    node.close();
  }
}
