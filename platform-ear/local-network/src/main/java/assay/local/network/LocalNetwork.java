package assay.local.network;

import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.loop.JsonNotes;
import assay.chain.Account;
import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.Deployer;
import assay.chain.Deployment;
import assay.chain.DeploymentSettings;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.chain.local.AnvilProcess;
import assay.local.process.ChildProcess;
import assay.local.process.Installation;
import assay.local.process.JavaCommand;
import assay.local.process.LocalNetworkException;
import assay.local.process.PlatformProcess;
import assay.local.process.PostgresProcess;
import assay.registry.content.ContentStoreServer;
import assay.registry.content.DiskBlockStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything on one machine, bound to 127.0.0.1, with all state in one folder. Parts are started in
 * the order in which they need each other and ended in the opposite one. Not thread-safe, but for
 * {@link #restart}.
 */
public final class LocalNetwork implements AutoCloseable {

  /** How many evaluators a local network has. */
  public static final int EVALUATORS = 3;

  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);
  private static final Wei PURSE = Wei.ofEther("1000");
  private static final int AGENT_HEAP = 192;
  private static final int MINER_HEAP = 384;

  private final NetworkFolder folder;
  private final NetworkFolder.PortPlan ports;
  private final Installation installation;
  private final SecureRandom random = new SecureRandom();
  private final NoteBoard board;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<String, ChildProcess> agents = new ConcurrentHashMap<>();
  private final AnvilProcess anvil;
  private PlatformProcess platform;

  private LocalNetwork(Installation installation, NetworkFolder folder, NoteBoard board) {
    this.installation = installation;
    this.folder = folder;
    this.ports = folder.ports();
    this.board = board;
    this.anvil = startChain();
    this.platform = startServices();
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
      network.startAgents();
      network.platform.waitUntilReady();
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Where the portal is. */
  public URI portal() {
    return platform.address();
  }

  public AnvilProcess anvil() {
    return anvil;
  }

  /** A home for somebody who takes part in this network, with ETH; made on first use. */
  public AgentHome home(String name) {
    AgentHome home = new AgentHome(folder.part("homes").resolve(name));
    if (!home.exists()) {
      AgentHome.create(home.folder(), random);
      settings().save(home);
    }
    Address account = home.account().address();
    anvil.fund(account, PURSE);
    return home;
  }

  /** Names of the evaluators' homes. */
  public static List<String> evaluatorNames() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= EVALUATORS; i++) {
      names.add("evaluator-" + i);
    }
    return names;
  }

  /** Ends an agent or the platform as a power cut would, and starts it again. */
  public void restart(String name) {
    if (name.equals("platform")) {
      platform.process().kill();
      platform = startPlatform();
      platform.waitUntilReady();
    } else {
      running(name).kill();
      startAgent(name);
    }
  }

  /** Complains if a part has ended by itself. */
  public void requireAlive() {
    platform.process().requireAlive();
    agents.values().forEach(ChildProcess::requireAlive);
  }

  @Override
  public void close() {
    agents.values().forEach(ChildProcess::close);
    platform.close();
    while (!parts.isEmpty()) {
      closeQuietly(parts.pop());
    }
    anvil.close();
  }

  private AnvilProcess startChain() {
    AnvilProcess started = AnvilProcess.durable(ports.chain(), folder.part("chain"), BLOCK_TIME);
    try {
      if (!Files.exists(folder.deployment())) {
        deploy(started);
      }
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void deploy(AnvilProcess started) {
    AgentHome deployer = AgentHome.create(folder.part("homes").resolve("deployer"), random);
    Account account = deployer.account();
    started.fund(account.address(), PURSE);
    try (ChainClient chain = new ChainClient(ChainSettings.local(started.node()))) {
      Deployment deployment =
          new Deployer(chain, new TransactionSender(chain, account))
              .deploy(DeploymentSettings.local());
      deployment.save(folder.deployment());
    }
  }

  private PlatformProcess startServices() {
    try {
      parts.push(
          ContentStoreServer.start(
              new DiskBlockStore(folder.part("content"), Clock.systemUTC()), ports.store()));
      PostgresProcess database = PostgresProcess.start(folder.part("database"), ports.database());
      parts.push(database);
      return startPlatform();
    } catch (RuntimeException e) {
      while (!parts.isEmpty()) {
        closeQuietly(parts.pop());
      }
      anvil.close();
      throw e;
    }
  }

  private PlatformProcess startPlatform() {
    return PlatformProcess.start(
        installation,
        folder.root(),
        ports.platform(),
        Map.of(
            "ASSAY_CHAIN_URL", anvil.node().toString(),
            "ASSAY_CHAIN_ID", String.valueOf(ChainSettings.LOCAL_CHAIN_ID),
            "ASSAY_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.database() + "/postgres",
            "ASSAY_DB_USER", PostgresProcess.USER,
            "ASSAY_DB_PASSWORD_FILE", databasePassword().toString(),
            "ASSAY_DEPLOYMENT_FILE", folder.deployment().toString(),
            "ASSAY_PUBLIC_URL", "http://127.0.0.1:" + ports.platform(),
            "IPFS_API_URL", store().toString()));
  }

  private void startAgents() {
    evaluatorNames().forEach(this::startAgent);
    startAgent("miner");
  }

  private void startAgent(String name) {
    AgentHome home = home(name);
    boolean isMiner = name.startsWith("miner");
    List<String> command =
        JavaCommand.assay(
            isMiner ? MINER_HEAP : AGENT_HEAP,
            isMiner ? "miner" : "evaluator",
            "run",
            "--json",
            "--home",
            home.folder().toString());
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
    ChildProcess agent = agents.get(name);
    if (agent == null) {
      throw new IllegalArgumentException(
          "No part is called '" + name + "'; there are " + agents.keySet() + " and platform.");
    }
    return agent;
  }

  private AgentSettings settings() {
    return new AgentSettings(
        anvil.node(),
        ChainSettings.LOCAL_CHAIN_ID,
        ChainSettings.local(anvil.node()).finality(),
        folder.deployment(),
        store(),
        URI.create("http://127.0.0.1:" + ports.platform()),
        2);
  }

  private URI store() {
    return URI.create("http://127.0.0.1:" + ports.store());
  }

  /**
   * The embedded server trusts its own machine and asks for no password; the platform needs one.
   */
  private Path databasePassword() {
    try {
      return Files.writeString(folder.root().resolve("database.password"), "unused\n");
    } catch (IOException e) {
      throw new LocalNetworkException("The network's folder cannot be written.", e);
    }
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println("assay: a part did not stop cleanly: " + e.getMessage());
    }
  }
}
