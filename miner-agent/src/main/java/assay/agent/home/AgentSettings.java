package assay.agent.home;

import assay.agent.engine.EngineChoice;
import assay.chain.ChainSettings;
import assay.chain.DeploymentManifest;
import assay.chain.TrustedDeployers;
import assay.chain.UnknownDeploymentException;
import assay.chain.Wei;
import assay.registry.content.StoreAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where an agent finds chain, contracts, content store and platform.
 *
 * @param chain JSON-RPC address of the node
 * @param chainId the chain it must serve, from 1
 * @param finality blocks after which a block counts as final, at least 0
 * @param deployment the deployment manifest
 * @param store where content is kept; with several addresses, each stands in for those before it
 * @param platform address of the platform, without path
 * @param devices workers that train side by side, at least 1
 * @param maxFeePerGas the most that is offered for one unit of gas
 * @param deployers whose contracts it relies on; of nobody else's does it use any
 * @param notifyCommand the program that is run with each notification, if there is one
 * @param engine what trains and scores models
 */
public record AgentSettings(
    URI chain,
    long chainId,
    int finality,
    Path deployment,
    StoreAddresses store,
    URI platform,
    int devices,
    Wei maxFeePerGas,
    TrustedDeployers deployers,
    Optional<Path> notifyCommand,
    EngineChoice engine) {

  /** 100 gwei, in wei. */
  public static final String USUAL_MAX_FEE = "100000000000";

  private static final String HEADING =
      "Settings of an Assay agent, read when it starts. A name that is no setting stops the start.";

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("chain", "JSON-RPC address of a node of the chain.", "http://127.0.0.1:8545"),
          new Setting("chain-id", "The chain that the node must serve.", "1"),
          new Setting(
              "finality",
              "Blocks after which a block counts as final; the same as the platform's.",
              "12"),
          new Setting(
              "deployment",
              "The signed manifest of the contracts: a file.",
              "/path/deployment.json"),
          new Setting(
              "store",
              "Kubo RPC addresses of content stores, with commas between; each stands in for those before it.",
              "http://127.0.0.1:5001"),
          new Setting("platform", "Address of the platform.", "https://platform.example"),
          new Setting(
              "devices",
              "Workers that train one job side by side and average their weights; one thread each.",
              "1"),
          new Setting(
              "max-fee-per-gas",
              "The most to offer for one unit of gas, in wei; without it 100 gwei.",
              USUAL_MAX_FEE),
          new Setting(
              "deployers",
              "The accounts whose contracts are relied on, with commas between; nobody else's are used.",
              "0x"),
          new Setting("engine", "What trains and scores: dl4j or torch; without it dl4j.", "dl4j"),
          new Setting(
              "notify.command",
              "A program of yours, with its whole path and without arguments, that an owner's agent runs with each notification on its standard input; without it none.",
              "/home/you/tell-me"));

  public AgentSettings {
    requireAtLeast(1, "chain-id", chainId);
    requireAtLeast(0, "finality", finality);
    requireAtLeast(1, "devices", devices);
  }

  /** Settings with the usual cap on fees and engine, without a program for notifications. */
  public AgentSettings(
      URI chain,
      long chainId,
      int finality,
      Path deployment,
      StoreAddresses store,
      URI platform,
      int devices,
      TrustedDeployers deployers) {
    this(
        chain,
        chainId,
        finality,
        deployment,
        store,
        platform,
        devices,
        Wei.of(USUAL_MAX_FEE),
        deployers,
        Optional.empty(),
        EngineChoice.DL4J);
  }

  private static void requireAtLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "'%s' is %d; give %d or more".formatted(name, value, least));
    }
  }

  /**
   * Reads the settings file of a home.
   *
   * @throws HomeException naming a setting that is missing, unknown or not readable
   */
  public static AgentSettings load(AgentHome home) {
    Properties file = file(home).load();
    try {
      return new AgentSettings(
          URI.create(required(home, file, "chain")),
          Long.parseLong(required(home, file, "chain-id")),
          Integer.parseInt(required(home, file, "finality")),
          Path.of(required(home, file, "deployment")),
          StoreAddresses.parse(required(home, file, "store")),
          URI.create(required(home, file, "platform")),
          Integer.parseInt(required(home, file, "devices")),
          Wei.of(file.getProperty("max-fee-per-gas", USUAL_MAX_FEE).strip()),
          TrustedDeployers.parse(required(home, file, "deployers")),
          Optional.ofNullable(file.getProperty("notify.command")).map(AgentSettings::program),
          EngineChoice.parse(file.getProperty("engine", EngineChoice.DL4J.word())));
    } catch (IllegalArgumentException e) {
      throw new HomeException(
          home.settings(), "has an unreadable value: " + e.getMessage() + ".", e);
    }
  }

  private static Path program(String path) {
    Path program = Path.of(path.strip());
    if (!program.isAbsolute()) {
      throw new IllegalArgumentException(
          "'notify.command' is '%s'; name a program with its whole path, without arguments"
              .formatted(path));
    }
    return program;
  }

  private static SettingsFile file(AgentHome home) {
    return new SettingsFile(home.settings(), HEADING, SETTINGS);
  }

  /**
   * Writes the settings file of a home, with what every line means; of a file that is there it
   * changes the values only.
   */
  public void save(AgentHome home) {
    Map<String, String> values = new HashMap<>();
    values.put("chain", chain.toString());
    values.put("chain-id", String.valueOf(chainId));
    values.put("finality", String.valueOf(finality));
    values.put("deployment", deployment.toString());
    values.put("store", store.toString());
    values.put("platform", platform.toString());
    values.put("devices", String.valueOf(devices));
    values.put("max-fee-per-gas", maxFeePerGas.toString());
    values.put("deployers", deployers.toString());
    values.put("engine", engine.word());
    notifyCommand.ifPresent(program -> values.put("notify.command", program.toString()));
    file(home).save(values);
  }

  /**
   * The manifest, read and signed by somebody this agent trusts; whether the chain agrees with it
   * is another question.
   *
   * @throws UnknownDeploymentException if it is a stranger's
   */
  public DeploymentManifest trustedManifest() {
    DeploymentManifest manifest = DeploymentManifest.load(deployment);
    deployers.require(manifest);
    return manifest;
  }

  /** The chain's part. */
  public ChainSettings chainSettings() {
    return ChainSettings.of(chain, chainId, finality).withMaxFeePerGas(maxFeePerGas);
  }

  private static String required(AgentHome home, Properties file, String name) {
    String value = file.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new HomeException(home.settings(), "lacks the setting '" + name + "'.");
    }
    return value.strip();
  }
}
