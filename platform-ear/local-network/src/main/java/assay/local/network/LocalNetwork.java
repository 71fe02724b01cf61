package assay.local.network;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.JsonNotes;
import assay.chain.ChainSettings;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import assay.chain.local.Ports;
import assay.local.process.ChildProcess;
import assay.local.process.Installation;
import assay.local.process.JavaCommand;
import assay.local.process.LocalNetworkException;
import assay.local.process.PlatformProcess;
import assay.local.process.PostgresProcess;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import assay.registry.content.StoreAddresses;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything on one machine, bound to 127.0.0.1, with all state in one folder. Parts are started in
 * the order in which they need each other and ended in the opposite one; each can be ended and
 * started again by its name. Thread-safe.
 */
public final class LocalNetwork implements AutoCloseable {

  /** How many evaluators a local network has. */
  public static final int EVALUATORS = 3;

  private static final String CHAIN = "chain";
  private static final String DATABASE = "database";
  private static final String STORE = "store";
  private static final String PLATFORM = "platform";
  private static final Set<String> SERVICES = Set.of(CHAIN, DATABASE, STORE, PLATFORM);

  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);
  private static final Wei PURSE = Wei.ofEther("1000");

  private final NetworkFolder folder;
  private final NetworkFolder.PortPlan ports;
  private final Installation installation;
  private final SecureRandom random = new SecureRandom();
  private final NoteBoard board;
  private final LocalDeployment deployment;
  private final Map<String, AutoCloseable> services = new LinkedHashMap<>();
  private final Map<String, ChildProcess> agents = new ConcurrentHashMap<>();
  private final Set<String> funded = new HashSet<>();

  private LocalNetwork(Installation installation, NetworkFolder folder, NoteBoard board) {
    this.installation = installation;
    this.folder = folder;
    this.ports = folder.ports();
    this.board = board;
    this.deployment = new LocalDeployment(folder, this::settings);
  }

  /**
   * Starts chain, contracts, database, store, platform, three evaluators and a miner, and waits
   * until the platform is ready.
   *
   * @param board gets what each agent tells
   */
  public static LocalNetwork start(
      Installation installation, NetworkFolder folder, NoteBoard board) {
    LocalNetwork network = new LocalNetwork(installation, folder, board);
    try {
      List.of(CHAIN, STORE, DATABASE, PLATFORM).forEach(network::start);
      evaluatorNames().forEach(network::start);
      network.start("miner");
      network.waitUntilReady();
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Where the portal is. */
  public URI portal() {
    return URI.create("http://127.0.0.1:" + ports.platform());
  }

  /** JSON-RPC address of the chain. */
  public URI chain() {
    return URI.create("http://127.0.0.1:" + ports.chain());
  }

  /** Kubo RPC address of the content store. */
  public URI store() {
    return URI.create("http://127.0.0.1:" + ports.store());
  }

  /** JDBC address of the platform's database. */
  public String database() {
    return "jdbc:postgresql://127.0.0.1:" + ports.database() + "/postgres";
  }

  public NetworkFolder folder() {
    return folder;
  }

  /** A home for somebody who takes part in this network; made, and given ETH, on first use. */
  public synchronized AgentHome home(String name) {
    AgentHome home = homeOf(name);
    if (!funded.contains(name)) {
      anvil().fund(home.account().address(), PURSE);
      funded.add(name);
    }
    return home;
  }

  private AgentHome homeOf(String name) {
    AgentHome home = new AgentHome(folder.part("homes").resolve(name));
    if (!home.isComplete()) {
      return AgentHome.create(home.folder(), settings(), random);
    }
    if (isElsewhere(AgentSettings.load(home))) {
      settings().save(home);
    }
    return home;
  }

  /** The ports may have been chosen anew since the home was made, or the contracts put anew. */
  private boolean isElsewhere(AgentSettings kept) {
    return !kept.chain().equals(chain())
        || !kept.store().equals(StoreAddresses.of(store()))
        || !kept.platform().equals(portal())
        || !kept.deployers().equals(deployment.deployers());
  }

  /** Names of the evaluators' homes. */
  public static List<String> evaluatorNames() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= EVALUATORS; i++) {
      names.add("evaluator-" + i);
    }
    return names;
  }

  /**
   * Starts a part that is not running: {@code chain}, {@code store}, {@code database}, {@code
   * platform}, or an agent by the name of its home ({@code evaluator-1}, {@code miner}, {@code
   * owner}, {@code researcher-2}), whose beginning says what it does.
   */
  public synchronized void start(String name) {
    if (services.containsKey(name) || agents.containsKey(name)) {
      throw new IllegalArgumentException("'" + name + "' is running already.");
    }
    if (SERVICES.contains(name)) {
      services.put(name, startService(name));
    } else {
      startAgent(name);
    }
  }

  /** Ends a part; an agent and the platform as a power cut would. */
  public synchronized void stop(String name) {
    if (SERVICES.contains(name)) {
      stopService(name);
    } else {
      ChildProcess agent = running(name);
      agents.remove(name);
      agent.kill();
    }
  }

  /** Ends the database as a power cut would. */
  public synchronized void killDatabase() {
    ((PostgresProcess) running(DATABASE, services.get(DATABASE))).kill();
    services.remove(DATABASE);
  }

  /** Ends a part and starts it again; with the platform, waits until it is ready. */
  public void restart(String name) {
    stop(name);
    start(name);
    if (name.equals(PLATFORM)) {
      waitUntilReady();
    }
  }

  /** Moves the chain's clock forward, as if all had waited that long. */
  public synchronized void advance(Duration time) {
    anvil().advance(time);
  }

  /** Waits until the platform says that it and what it stands on are ready. */
  public void waitUntilReady() {
    platform().waitUntilReady();
  }

  /** The process of an agent that runs, or of the platform. */
  public synchronized ChildProcess process(String name) {
    return name.equals(PLATFORM) ? platform().process() : running(name);
  }

  /** Complains if a part has ended by itself. */
  public synchronized void requireAlive() {
    if (services.containsKey(PLATFORM)) {
      platform().process().requireAlive();
    }
    agents.values().forEach(ChildProcess::requireAlive);
  }

  @Override
  public synchronized void close() {
    agents.values().forEach(ChildProcess::close);
    agents.clear();
    List<AutoCloseable> inOrder = new ArrayList<>(services.values());
    services.clear();
    Collections.reverse(inOrder);
    inOrder.forEach(LocalNetwork::closeQuietly);
  }

  private AutoCloseable startService(String name) {
    requireFreePort(name);
    return switch (name) {
      case CHAIN -> startChain();
      case STORE ->
          ContentStoreServer.start(
              new DiskBlockStore(folder.part("content"), Clock.systemUTC()), ports.store());
      case DATABASE -> PostgresProcess.start(folder.part("database"), ports.database());
      default -> startPlatform();
    };
  }

  private void stopService(String name) {
    AutoCloseable part = services.remove(name);
    if (part instanceof PlatformProcess running) {
      running.process().kill();
    } else if (part != null) {
      closeQuietly(part);
    }
  }

  private synchronized PlatformProcess platform() {
    return (PlatformProcess) running(PLATFORM, services.get(PLATFORM));
  }

  private AnvilProcess anvil() {
    return (AnvilProcess) running(CHAIN, services.get(CHAIN));
  }

  private AnvilProcess startChain() {
    AnvilProcess started = startAnvil();
    try {
      deployment.ensureOn(started);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private AnvilProcess startAnvil() {
    try {
      return AnvilProcess.durable(ports.chain(), folder.part(CHAIN), BLOCK_TIME);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new LocalNetworkException(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireFreePort(String service) {
    int port = ports.of(service);
    if (!Ports.isFree(port)) {
      throw new LocalNetworkException(
          "The %s cannot listen on port %d of 127.0.0.1: another program does. Stop it, or delete %s, and free ports are chosen anew."
              .formatted(service, port, folder.portsFile()));
    }
  }

  private PlatformProcess startPlatform() {
    Map<String, String> settings = new HashMap<>(platformSettings());
    AgentHome relayer = home("relayer");
    settings.put("ASSAY_RELAY_KEY_FILE", relayer.keystore().toString());
    settings.put("ASSAY_RELAY_PASSWORD_FILE", relayer.password().toString());
    return PlatformProcess.start(installation, folder.root(), ports.platform(), settings);
  }

  /**
   * Environment variables that tell a platform to serve this network. The network's own platform
   * relays calls besides: one key is for one node.
   */
  public Map<String, String> platformSettings() {
    return new PlatformEnvironment(folder).variables(this, deployment.deployers());
  }

  private void startAgent(String name) {
    AgentHome home = home(name);
    AgentRole role = AgentRole.of(name);
    List<String> arguments = new ArrayList<>(role.words());
    arguments.addAll(List.of("--json", "--home", home.folder().toString()));
    List<String> command =
        JavaCommand.assay(role.heapMegabytes(), arguments.toArray(String[]::new));
    agents.put(
        name,
        ChildProcess.start(
            name,
            folder.log(name),
            command,
            Map.of("OMP_NUM_THREADS", "1"),
            line -> JsonNotes.parse(line).ifPresent(note -> board.pin(name, note))));
  }

  private ChildProcess running(String name) {
    return (ChildProcess) running(name, agents.get(name));
  }

  private AutoCloseable running(String name, @Nullable AutoCloseable part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "'%s' does not run; there are %s and %s."
              .formatted(name, agents.keySet(), services.keySet()));
    }
    return part;
  }

  private AgentSettings settings() {
    return settings(deployment.deployers());
  }

  private AgentSettings settings(TrustedDeployers trusted) {
    return new AgentSettings(
        chain(),
        ChainSettings.LOCAL_CHAIN_ID,
        ChainSettings.local(chain()).finality(),
        folder.deployment(),
        StoreAddresses.of(store()),
        portal(),
        2,
        trusted);
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println("assay: a part did not stop cleanly: " + e.getMessage());
    }
  }
}
