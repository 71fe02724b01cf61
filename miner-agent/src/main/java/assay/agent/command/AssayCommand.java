package assay.agent.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line; every subcommand is a class of its own. */
@Command(
    name = "assay",
    description = "A federated-training marketplace: a model is paid for what it can prove.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = AssayVersion.class,
    subcommands = {
      CommandLine.HelpCommand.class,
      KeysCommand.class,
      InitCommand.class,
      MinerCommand.class,
      PoolCommand.class,
      EvaluatorCommand.class,
      OwnerCommand.class,
      DatasetCommand.class,
      ModelCommand.class,
      StoreCommand.class,
      BountyCommand.class,
      VerifyCommand.class,
      RerunCommand.class,
      DeployCommand.class,
      BenchCommand.class,
      ConfigCommand.class,
      FederatedCommand.class,
      SiteCommand.class,
      CoordinatorCommand.class
    })
public final class AssayCommand {

  /** A group of commands that another jar adds, found by {@link java.util.ServiceLoader}. */
  @FunctionalInterface
  public interface Extension {

    /** Adds its commands. */
    void addTo(CommandLine root);
  }
}
