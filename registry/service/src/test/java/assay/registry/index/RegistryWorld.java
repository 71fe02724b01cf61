package assay.registry.index;

import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.LocalChain;
import assay.chain.TestAccounts;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.database.Database;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import assay.registry.ledger.EthereumLedger;
import assay.registry.ledger.GrantCalls;
import assay.registry.ledger.Ledger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A chain with several blocks to finality, and accounts on it that do not wait for them: what an
 * account did is in the newest block and final only after {@link #finish}.
 */
public final class RegistryWorld implements AutoCloseable {

  /** Blocks on top of a block until it is final. */
  public static final int FINALITY = 10;

  private static final AtomicInteger ACCOUNTS = new AtomicInteger(5_000);

  private final LocalChain local;
  private final ChainClient hasty;
  private final Random random;

  private RegistryWorld(LocalChain local, long seed) {
    this.local = local;
    this.hasty = client(0);
    this.random = new Random(seed);
  }

  public static RegistryWorld start(long seed) {
    return new RegistryWorld(LocalChain.start(FINALITY), seed);
  }

  public LocalChain local() {
    return local;
  }

  /** A platform's indexer of this chain, into that database. */
  public ChainIndexer indexer(Database into) {
    return new ChainIndexer(
        into, local.chain(), local.deployment(), List.of(new RegistryProjection()));
  }

  /** Another client of this chain. */
  public ChainClient client(int finality) {
    ChainSettings usual = local.chain().settings();
    return new ChainClient(
        new ChainSettings(
            usual.node(),
            usual.chainId(),
            finality,
            usual.maxFeePerGas(),
            Duration.ofMillis(2),
            usual.patience()));
  }

  /** Sees every block as final. */
  public ChainClient hasty() {
    return hasty;
  }

  /** A funded account whose transactions are done when they are mined. */
  public TransactionSender sender() {
    TransactionSender sender =
        new TransactionSender(hasty, TestAccounts.number(ACCOUNTS.incrementAndGet()));
    local.anvil().fund(sender.address(), Wei.ofEther("1000"));
    return sender;
  }

  /** What a new account can do with datasets and grants. */
  public Ledger ledger() {
    return ledger(sender());
  }

  public Ledger ledger(TransactionSender sender) {
    return new EthereumLedger(hasty, local.deployment(), sender, random);
  }

  /** Makes everything so far final. */
  public void finish() {
    local.anvil().mine(FINALITY);
  }

  /** Uses a grant once, for its price. */
  public void pay(TransactionSender grantee, GrantId grant, Wei price) {
    grantee.send(new Actors(hasty, local.deployment()).deposit(price));
    GrantDeed deed = ledger(grantee).grant(grant).orElseThrow().deed();
    grantee.send(new GrantCalls(hasty, local.deployment()).use(deed));
  }

  /** Lets the indexer read on until there is nothing more. */
  public static void drain(ChainIndexer indexer) {
    boolean isMore = true;
    while (isMore) {
      isMore = indexer.step();
    }
  }

  /** A version with content of its own. */
  public DatasetVersion version() {
    byte[] content = ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array();
    return new DatasetVersion(
        Cid.of(Codec.RAW, content),
        Bytes32.sha256(content),
        1_000,
        Bytes32.keccak256("CC-BY-4.0"),
        SharingLevel.L1);
  }

  /** Free training on a version for that time, from now. */
  public GrantTerms terms(Ledger owner, Ledger grantee, VersionId version, Duration time) {
    Instant now = owner.finalTime();
    return new GrantTerms(
        owner.account(),
        grantee.account(),
        version,
        Purpose.TRAIN,
        SharingLevel.L1,
        new Period(now, now.plus(time)),
        Price.FREE);
  }

  @Override
  public void close() {
    hasty.close();
    local.close();
  }
}
