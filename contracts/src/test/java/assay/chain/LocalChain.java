package assay.chain;

import assay.chain.local.AnvilProcess;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh chain with the contracts on it, for tests; blocks are mined at once and final at once.
 */
public final class LocalChain implements AutoCloseable {

  private static final AtomicInteger ACCOUNTS = new AtomicInteger(1_000);

  private final AnvilProcess anvil;
  private final ChainClient chain;
  private final Deployment deployment;

  private LocalChain(AnvilProcess anvil, ChainClient chain, Deployment deployment) {
    this.anvil = anvil;
    this.chain = chain;
    this.deployment = deployment;
  }

  /** Starts a chain where every block is final at once. */
  public static LocalChain start() {
    return start(0);
  }

  /** Starts a chain with that many blocks to finality; {@link #anvil()} can mine them. */
  public static LocalChain start(int finality) {
    AnvilProcess anvil = AnvilProcess.instant();
    ChainClient deploying = new ChainClient(settings(anvil, 0));
    Account deployer = TestAccounts.number(ACCOUNTS.incrementAndGet());
    anvil.fund(deployer.address(), Wei.ofEther("100"));
    Deployment deployment =
        new Deployer(deploying, new TransactionSender(deploying, deployer))
            .deploy(DeploymentSettings.local());
    deploying.close();
    return new LocalChain(anvil, new ChainClient(settings(anvil, finality)), deployment);
  }

  public AnvilProcess anvil() {
    return anvil;
  }

  public ChainClient chain() {
    return chain;
  }

  public Deployment deployment() {
    return deployment;
  }

  /** A new account with 1 000 ETH. */
  public TransactionSender newAccount() {
    Account account = TestAccounts.number(ACCOUNTS.incrementAndGet());
    anvil.fund(account.address(), Wei.ofEther("1000"));
    return new TransactionSender(chain, account);
  }

  @Override
  public void close() {
    chain.close();
    anvil.close();
  }

  private static ChainSettings settings(AnvilProcess anvil, int finality) {
    return new ChainSettings(
        anvil.node(),
        ChainSettings.LOCAL_CHAIN_ID,
        finality,
        new Wei(BigInteger.valueOf(100_000_000_000L)),
        Duration.ofMillis(20),
        Duration.ofSeconds(20));
  }
}
