package assay.agent.command;

import assay.chain.Account;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.Deployer;
import assay.chain.DeploymentManifest;
import assay.chain.DeploymentSettings;
import assay.chain.DeploymentSettingsFile;
import assay.chain.TransactionSender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the contracts on a chain and writes the signed manifest (docs/contracts/deployment.md). */
@Command(
    name = "deploy",
    description = "Put the contracts on a chain and write their signed manifest.")
final class DeployCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private KeyOption key;

  @Mixin private ChainOption chain;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "What is to be otherwise than the production defaults (properties).")
  private @Nullable Path settings;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "deployment.json",
      description = "The manifest to write (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--dry-run", description = "Only tell what would be done; send nothing.")
  private boolean isDryRun;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ChainSettings place = chain.settings(command);
    DeploymentSettings chosen =
        Optional.ofNullable(settings)
            .map(DeploymentSettingsFile::read)
            .orElseGet(DeploymentSettings::production);
    requireRoomForManifest();
    Account account = key.account();
    try (ChainClient client = new ChainClient(place)) {
      Deployer deployer = new Deployer(client, new TransactionSender(client, account));
      DeploymentReport report = new DeploymentReport(System.out, json);
      if (isDryRun) {
        report.foreseen(deployer.plan(chosen));
      } else {
        DeploymentManifest manifest = deployer.deploySigned(chosen);
        manifest.save(out);
        report.done(manifest, out.toAbsolutePath());
      }
    }
    return 0;
  }

  /** Before money is spent: a deployment without its manifest is lost. */
  private void requireRoomForManifest() {
    Path folder = out.toAbsolutePath().getParent();
    if (isDryRun) {
      return;
    }
    if (Files.exists(out)) {
      throw new ParameterException(
          command.commandLine(),
          out + " is there already; keep it, and give another name with --out.");
    }
    if (folder == null || !Files.isWritable(folder)) {
      throw new ParameterException(
          command.commandLine(), out + " cannot be written; give another place with --out.");
    }
  }
}
