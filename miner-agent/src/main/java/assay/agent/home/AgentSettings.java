package assay.agent.home;

import assay.agent.engine.EngineChoice;
import assay.chain.ChainSettings;
import assay.chain.DeploymentManifest;
import assay.chain.TrustedDeployers;
import assay.chain.UnknownDeploymentException;
import assay.chain.Wei;
import assay.registry.content.StoreAddresses;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

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

  private static final Set<String> NAMES =
      Set.of(
          "chain",
          "chain-id",
          "finality",
          "deployment",
          "store",
          "platform",
          "devices",
          "max-fee-per-gas",
          "deployers",
          "notify.command",
          "engine");

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
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(home.settings())) {
      file.load(reader);
    } catch (IOException e) {
      throw new HomeException(home.settings(), "cannot be read; run 'assay init' first.", e);
    }
    refuseUnknown(home, file);
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

  /** Writes the settings file of a home. */
  public void save(AgentHome home) {
    Properties file = new Properties();
    file.setProperty("chain", chain.toString());
    file.setProperty("chain-id", String.valueOf(chainId));
    file.setProperty("finality", String.valueOf(finality));
    file.setProperty("deployment", deployment.toString());
    file.setProperty("store", store.toString());
    file.setProperty("platform", platform.toString());
    file.setProperty("devices", String.valueOf(devices));
    file.setProperty("max-fee-per-gas", maxFeePerGas.toString());
    file.setProperty("deployers", deployers.toString());
    file.setProperty("engine", engine.word());
    notifyCommand.ifPresent(program -> file.setProperty("notify.command", program.toString()));
    try (Writer writer = Files.newBufferedWriter(home.settings())) {
      file.store(writer, "Assay agent");
    } catch (IOException e) {
      throw new HomeException(home.settings(), "cannot be written: " + e.getMessage() + ".", e);
    }
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

  private static void refuseUnknown(AgentHome home, Properties file) {
    Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new HomeException(
          home.settings(),
          "has unknown settings %s; known are %s.".formatted(unknown, new TreeSet<>(NAMES)));
    }
  }

  private static String required(AgentHome home, Properties file, String name) {
    String value = file.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new HomeException(home.settings(), "lacks the setting '" + name + "'.");
    }
    return value.strip();
  }
}
