package assay.chain;

import assay.chain.local.AnvilProcess;
import assay.chain.local.DevelopmentChain;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh chain with the contracts on it, for tests; blocks are mined at once and final at once.
 */
public final class LocalChain implements AutoCloseable {

  private static final AtomicInteger ACCOUNTS = new AtomicInteger(1_000);

  private final DevelopmentChain node;
  private final ChainClient chain;
  private final DeploymentManifest manifest;

  private LocalChain(DevelopmentChain node, ChainClient chain, DeploymentManifest manifest) {
    this.node = node;
    this.chain = chain;
    this.manifest = manifest;
  }

  /** Starts a chain where every block is final at once. */
  public static LocalChain start() {
    return start(0);
  }

  /**
   * Starts a chain with that many blocks to finality; {@link #anvil()} can mine them. The contracts
   * are deployed once in a process: later chains begin as the first one was then.
   */
  public static LocalChain start(int finality) {
    Deployed deployed = Deployed.ONCE;
    AnvilProcess node = AnvilProcess.instant();
    node.become(deployed.state());
    // What was before its newest block is not in it: what is final must not be older.
    node.mine(finality);
    return new LocalChain(node, new ChainClient(settings(node, finality)), deployed.manifest());
  }

  /** A chain with the contracts on it. */
  private record Deployed(String state, DeploymentManifest manifest) {

    static final Deployed ONCE = make();

    private static Deployed make() {
      try (LocalChain first = on(AnvilProcess.instant())) {
        return new Deployed(first.anvil().state(), first.manifest());
      }
    }
  }

  /** Puts the contracts on a chain, which is closed with this; every block is final at once. */
  public static LocalChain on(DevelopmentChain node) {
    Account deployer = TestAccounts.number(ACCOUNTS.incrementAndGet());
    node.fund(deployer.address(), Wei.ofEther("100"));
    try (ChainClient deploying = new ChainClient(settings(node, 0))) {
      DeploymentManifest manifest =
          new Deployer(deploying, new TransactionSender(deploying, deployer))
              .deploySigned(DeploymentSettings.local());
      return new LocalChain(node, new ChainClient(settings(node, 0)), manifest);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  public DevelopmentChain node() {
    return node;
  }

  /** The chain as the anvil that {@link #start()} started, for what only anvil can. */
  public AnvilProcess anvil() {
    return (AnvilProcess) node;
  }

  public ChainClient chain() {
    return chain;
  }

  public Deployment deployment() {
    return manifest.deployment();
  }

  public DeploymentManifest manifest() {
    return manifest;
  }

  /** A new account with 1 000 ETH. */
  public TransactionSender newAccount() {
    Account account = TestAccounts.number(ACCOUNTS.incrementAndGet());
    node.fund(account.address(), Wei.ofEther("1000"));
    return new TransactionSender(chain, account);
  }

  @Override
  public void close() {
    chain.close();
    node.close();
  }

  private static ChainSettings settings(DevelopmentChain node, int finality) {
    return new ChainSettings(
        node.node(),
        ChainSettings.LOCAL_CHAIN_ID,
        finality,
        new Wei(BigInteger.valueOf(100_000_000_000L)),
        Duration.ofMillis(20),
        Duration.ofSeconds(20));
  }
}
