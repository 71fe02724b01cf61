package assay.agent.command;

import assay.agent.AgentException;
import assay.agent.home.HomeException;
import assay.agent.home.KeyInUseException;
import assay.agent.platform.PlatformUnreachableException;
import assay.agent.rerun.RerunRefusedException;
import assay.agent.researcher.DraftRefusedException;
import assay.chain.Address;
import assay.chain.ChainException;
import assay.chain.ChainUnreachableException;
import assay.chain.DeploymentFileException;
import assay.chain.DeploymentSettingsException;
import assay.chain.KeyFileException;
import assay.chain.UnknownDeploymentException;
import assay.chain.WrongChainException;
import assay.registry.RegistryException;
import assay.registry.accesslog.AccessLogRefusedException;
import assay.registry.content.StoreRefusedException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.IdentityFileException;
import assay.registry.settings.SettingsRefusedException;
import assay.training.TrainingException;
import assay.training.federated.round.RoundLogRefusedException;
import java.io.IOException;
import java.net.URI;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the command line. Results go to standard output, talk and errors to standard error. */
public final class Main {

  private static final int FAILED = 1;
  private static final int CONFIGURATION = 3;
  private static final int UNREACHABLE = 4;

  /** A training made no progress for too long; the agent wants to be started again. */
  static final int STUCK = 5;

  /** What only whoever runs the program can put right, in a file or setting of his. */
  private static final Set<Class<? extends RuntimeException>> CONFIGURATIONS =
      Set.of(
          HomeException.class,
          KeyInUseException.class,
          KeyFileException.class,
          RerunRefusedException.class,
          IdentityFileException.class,
          AccessLogRefusedException.class,
          RoundLogRefusedException.class,
          DeploymentFileException.class,
          DeploymentSettingsException.class,
          DraftRefusedException.class,
          SettingsRefusedException.class,
          StoreRefusedException.class,
          UnclearIdException.class,
          UnknownDeploymentException.class,
          WrongChainException.class);

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command; returns its exit code (docs/command-line.md). */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new AssayCommand());
    ServiceLoader.load(AssayCommand.Extension.class).forEach(extension -> extension.addTo(root));
    root.registerConverter(URI.class, new HttpAddressConverter());
    root.registerConverter(Address.class, new AddressConverter());
    root.setExecutionExceptionHandler(Main::explain);
    root.setParameterExceptionHandler(Main::explainUsage);
    return root;
  }

  /** The sentence must not drown in a page of options; who named no command wants to see them. */
  private static int explainUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println("assay: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
    if (command.getSubcommands().isEmpty()) {
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println("'" + name + " --help' tells how it is used.");
    } else {
      command.usage(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Our own exceptions are sentences for people; anything else is a defect and shows its trace. */
  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof IOException) {
      command.getErr().println("assay: A file cannot be read or written: " + failure.getMessage());
      return FAILED;
    }
    if (!isOurs(failure)) {
      failure.printStackTrace(command.getErr());
      return FAILED;
    }
    command.getErr().println("assay: " + failure.getMessage());
    return exitCode(failure);
  }

  private static boolean isOurs(Exception failure) {
    return failure instanceof AgentException
        || failure instanceof ChainException
        || failure instanceof RegistryException
        || failure instanceof TrainingException;
  }

  private static int exitCode(Exception failure) {
    if (CONFIGURATIONS.contains(failure.getClass())) {
      return CONFIGURATION;
    }
    if (failure instanceof PlatformUnreachableException
        || failure instanceof StoreUnavailableException
        || failure instanceof ChainUnreachableException
        || isDatabaseAway(failure)) {
      return UNREACHABLE;
    }
    return FAILED;
  }

  /** Known by its code: only the platform's own modules have its class. */
  private static boolean isDatabaseAway(Exception failure) {
    return failure instanceof RegistryException refusal
        && refusal.code().equals("database-unavailable");
  }
}
