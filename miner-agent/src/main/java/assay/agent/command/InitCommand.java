package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.agent.home.AgentHome;
import assay.agent.home.AgentSettings;
import assay.agent.miner.MinerSettings;
import assay.agent.rig.MachineProbe;
import assay.agent.rig.RigReport;
import assay.chain.TrustedDeployers;
import assay.chain.Wei;
import assay.registry.content.StoreAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sets up an agent's home: keys and settings. */
@Command(
    name = "init",
    description = "Make an agent's keys and commented settings in its home folder.")
final class InitCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private HomeOption home;

  @Mixin private ChainOption chain;

  @Option(names = "--deployment", required = true, description = "The deployment manifest.")
  private Path deployment;

  @Option(
      names = "--store",
      required = true,
      split = ",",
      paramLabel = "URL",
      description = "Kubo RPC addresses of content stores; each stands in for those before it.")
  private List<URI> stores;

  @Option(names = "--platform", required = true, description = "Address of the platform.")
  private URI platform;

  @Option(names = "--devices", defaultValue = "1", description = "Workers that train together.")
  private int devices;

  @Option(
      names = "--max-fee-per-gas",
      defaultValue = AgentSettings.USUAL_MAX_FEE,
      description = "The most to offer for one unit of gas, in wei.")
  private String maxFeePerGas;

  @Option(
      names = "--deployers",
      required = true,
      converter = DeployersConverter.class,
      paramLabel = "ADDRESSES",
      defaultValue = "${env:ASSAY_DEPLOYERS}",
      description =
          "Whose contracts are relied on, with commas between (default: ASSAY_DEPLOYERS).")
  private TrustedDeployers deployers;

  @Override
  public Integer call() {
    AgentHome made = AgentHome.create(home.home().folder(), settings(), new SecureRandom());
    RigReport rig = MachineProbe.ofThisMachine().look();
    MinerSettings.propose(made, found(rig));
    System.out.println(made.account().address());
    rig.devices().forEach(seen -> System.err.println("Found " + DeviceTable.sentence(seen)));
    rig.troubles().forEach(System.err::println);
    System.err.printf("%s and %s say what can be set.%n", made.settings(), made.minerSettings());
    System.err.println("Send it ETH for gas, stakes and fees before its first run.");
    return 0;
  }

  private static String found(RigReport rig) {
    return rig.devices().stream()
        .map(seen -> "Found " + DeviceTable.sentence(seen) + "\n")
        .collect(Collectors.joining("", "\n", ""));
  }

  private AgentSettings settings() {
    try {
      return new AgentSettings(
          chain.node(),
          chain.id(),
          chain.finality(),
          deployment.toAbsolutePath(),
          new StoreAddresses(stores),
          platform,
          devices,
          Wei.of(maxFeePerGas),
          deployers,
          Optional.empty(),
          EngineChoice.DL4J);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage() + ".", e);
    }
  }
}
