package assay.agent;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.journal.Journal;
import assay.agent.keys.KeyExchange;
import assay.agent.platform.PlatformClient;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.Deployment;
import assay.chain.DeploymentManifest;
import assay.chain.FileTransactionJournal;
import assay.chain.FinalEvents;
import assay.chain.TransactionJournal;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.content.ContentStore;
import assay.registry.content.DagContentStore;
import assay.registry.ledger.EthereumLedger;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import assay.training.ledger.BeaconCalls;
import assay.training.ledger.MarketCalls;
import assay.training.ledger.PanelCalls;
import assay.training.ledger.PoolCalls;
import assay.training.ledger.SubmissionCalls;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * One account with everything it works with: keys, chain, content store, platform, journal. The
 * roles share it. Closing it frees its connections and the journals' locks.
 */
public final class Agent implements AutoCloseable {

  private static final Duration STORE_PATIENCE = Duration.ofSeconds(20);

  private final AgentHome home;
  private final AgentSettings settings;
  private final Clock clock;
  private final SecureRandom random;
  private final Journal journal;
  private final TransactionJournal transactions;
  private final Account account;
  private final AgeIdentity identity;
  private final DeploymentManifest manifest;
  private final Deployment deployment;
  private final ChainClient chain;
  private final TransactionSender sender;
  private final FinalEvents events;
  // One of each: every client has a thread of its own that nothing ends, and its own sign-in.
  private final ContentStore store;
  private final PlatformClient platform;
  private final KeyExchange keys;

  private Agent(AgentHome home, Clock clock, SecureRandom random) {
    this.home = home;
    this.clock = clock;
    this.random = random;
    this.settings = AgentSettings.load(home);
    this.account = home.account();
    this.identity = home.identity();
    this.manifest = settings.trustedManifest();
    this.deployment = manifest.deployment();
    this.journal = Journal.open(home.journal(), clock);
    this.chain = new ChainClient(settings.chainSettings());
    this.transactions =
        FileTransactionJournal.open(home.transactions(), settings.chainId(), account.address());
    this.sender = new TransactionSender(chain, account, transactions);
    this.events = new FinalEvents(chain, deployment);
    this.store = new DagContentStore(settings.store().open(STORE_PATIENCE));
    this.platform = new PlatformClient(settings.platform(), account, clock);
    this.keys = new KeyExchange(this, account);
  }

  /** Opens a home: its keys, its settings and its journal, which nobody else may hold. */
  public static Agent open(AgentHome home, Clock clock, SecureRandom random) {
    return new Agent(home, clock, random);
  }

  public AgentHome home() {
    return home;
  }

  public AgentSettings settings() {
    return settings;
  }

  public Clock clock() {
    return clock;
  }

  public SecureRandom random() {
    return random;
  }

  public Journal journal() {
    return journal;
  }

  public Address address() {
    return account.address();
  }

  public AgeIdentity identity() {
    return identity;
  }

  public Deployment deployment() {
    return deployment;
  }

  /**
   * Compares the deployment manifest with the chain; to be called before anything is sent.
   *
   * @throws assay.chain.UnknownDeploymentException if the chain does not hold what it says
   */
  public void requireKnownDeployment() {
    manifest.requireOn(chain);
  }

  public ChainClient chain() {
    return chain;
  }

  public TransactionSender sender() {
    return sender;
  }

  /** Puts into the vault what is missing there for this account to have that much to lock. */
  public void ensureAvailable(Wei amount) {
    Wei available = actors().available(address());
    if (available.compareTo(amount) < 0) {
      sender.send(actors().deposit(amount.minus(available)));
    }
  }

  /** Final events, read on by whoever calls refresh. */
  public FinalEvents events() {
    return events;
  }

  public Ledger ledger() {
    return new EthereumLedger(chain, deployment, sender, random);
  }

  public Actors actors() {
    return new Actors(chain, deployment);
  }

  public MarketCalls market() {
    return new MarketCalls(chain, deployment);
  }

  public SubmissionCalls submissions() {
    return new SubmissionCalls(chain, deployment);
  }

  public BeaconCalls beacon() {
    return new BeaconCalls(chain, deployment);
  }

  public PoolCalls pools() {
    return new PoolCalls(chain, deployment);
  }

  public PanelCalls panel() {
    return new PanelCalls(chain, deployment);
  }

  public ContentStore store() {
    return store;
  }

  public PlatformClient platform() {
    return platform;
  }

  /** Sends and opens keys in this account's name. */
  public KeyExchange keys() {
    return keys;
  }

  @Override
  public void close() {
    chain.close();
    transactions.close();
    journal.close();
  }
}
