package assay.agent.command;

import assay.chain.ChainClient;
import assay.chain.FinalEvents;
import assay.registry.audit.LogClaim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a log is checked, whatever it is about: with its file alone, or with a chain too. */
final class LogCheck {

  private static final int FAILS = 1;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private @Nullable AnchorChain chain;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean isJson;

  void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(command.commandLine(), file + " is no file.");
    }
  }

  /**
   * What comes of the check.
   *
   * @param offline with the file alone
   * @param evidence what the chain is asked
   * @param against with the chain's word
   */
  <E> List<LogClaim> claims(
      Supplier<List<LogClaim>> offline,
      BiFunction<FinalEvents, ChainClient, E> evidence,
      Function<E, List<LogClaim>> against) {
    return chain == null ? offline.get() : against.apply(chain.ask(command, evidence));
  }

  /** Prints it; the exit code. */
  int tell(LogReport report) {
    System.out.print(isJson ? report.json() + "\n" : report.text());
    return LogClaim.anyFails(report.claims()) ? FAILS : 0;
  }
}
