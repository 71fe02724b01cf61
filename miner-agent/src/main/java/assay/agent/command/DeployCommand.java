package assay.agent.command;

import assay.chain.Account;
import assay.chain.ChainClient;
import assay.chain.ChainSettings;
import assay.chain.Deployer;
import assay.chain.DeploymentManifest;
import assay.chain.DeploymentSettings;
import assay.chain.DeploymentSettingsFile;
import assay.chain.DeploymentStatement;
import assay.chain.TransactionSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
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
    if (!isDryRun && Files.exists(out)) {
      throw wrongUsage(out + " is there already; keep it, and give another name with --out.");
    }
    Account account = key.account();
    try (ChainClient client = new ChainClient(place)) {
      if (isDryRun) {
        report().foreseen(deployer(client, account).plan(chosen));
      } else {
        deploy(client, account, chosen);
      }
    }
    return 0;
  }

  /** The file comes before the first transaction: a deployment without its manifest is lost. */
  private void deploy(ChainClient chain, Account account, DeploymentSettings chosen) {
    try (ManifestDraft draft = draft()) {
      DeploymentTalk talk =
          new DeploymentTalk(draft, System.err, new ProgressBar(System.err, Ansi.AUTO.enabled()));
      DeploymentManifest manifest;
      if (draft.kept().isPresent()) {
        manifest = draft.kept().get();
        requireSame(manifest, account, chosen, draft.file());
        Deployer.awaitFinal(manifest, chain, talk);
      } else {
        manifest = deployer(chain, account).deploySigned(chosen, talk);
      }
      draft.finish(manifest);
      report().done(manifest, out.toAbsolutePath());
    } catch (IOException e) {
      throw wrongUsage(
          "%s cannot be written: no file can be made beside it (%s); give another place with --out."
              .formatted(out, e.getClass().getSimpleName()));
    }
  }

  /** The draft prints to the two streams and leaves them open. */
  private ManifestDraft draft() throws IOException {
    return ManifestDraft.of(out, System.out, System.err);
  }

  private void requireSame(
      DeploymentManifest kept, Account account, DeploymentSettings chosen, Path file) {
    DeploymentStatement statement = kept.statement();
    if (!statement.deployer().equals(account.address()) || !statement.settings().equals(chosen)) {
      throw wrongUsage(
          "%s is of a deployment that %s began, or has other settings; give the same options to finish it, or another name with --out."
              .formatted(file, statement.deployer()));
    }
  }

  private static Deployer deployer(ChainClient chain, Account account) {
    return new Deployer(chain, new TransactionSender(chain, account));
  }

  private DeploymentReport report() {
    return new DeploymentReport(System.out, json);
  }

  private ParameterException wrongUsage(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }
}
