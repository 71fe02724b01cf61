package assay.agent.command;

import assay.agent.bench.AggregateBench;
import assay.agent.bench.AggregateBench.Figures;
import assay.agent.bench.JoiningWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Joining the updates of a federated round. */
@Command(
    name = "aggregate",
    description = {
      "Joining a federated round's updates by every rule, in turns with a bare loop and with NumPy"
          + " if Python has it; masking one; the memory of a coordinator.",
      "Megabytes of updates per second of processor time. Takes memory for all of them five times."
    })
final class BenchAggregateCommand implements Callable<Integer> {

  private static final double MEGA = 1e6;

  @Spec private CommandSpec command;

  @Option(
      names = "--clients",
      defaultValue = "10",
      description = "Updates of a round (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--parameters",
      defaultValue = "10000000",
      description = "Numbers of an update (default: ${DEFAULT-VALUE}).")
  private int parameters;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Turns of each (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("assay-bench");
    ProgressBar bar = new ProgressBar(System.err, Ansi.AUTO.enabled());
    try {
      table(new AggregateBench(folder, work()).run(rounds, bar::show)).print(System.out, json);
    } finally {
      bar.end();
      PathUtils.deleteDirectory(folder);
    }
    return 0;
  }

  private JoiningWork work() {
    try {
      if (rounds < 1) {
        throw new IllegalArgumentException("Turns are counted from 1, not " + rounds + ".");
      }
      return new JoiningWork(clients, parameters);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private SpeedTable table(Figures figures) {
    SpeedTable table =
        new SpeedTable(figures.speeds())
            .ratio("meanToCopyAdd", "mean", "copyAdd")
            .ratio("meanToNumpy", "mean", "numpyMean")
            .ratio("medianToNumpy", "median", "numpyMedian")
            .ratio("trimmedMeanToNumpy", "trimmedMean", "numpyTrimmedMean")
            .ratio("krumToNumpy", "krum", "numpyKrum")
            .ratio("multiKrumToNumpy", "multiKrum", "numpyMultiKrum")
            .ratio("bulyanToNumpy", "bulyan", "numpyBulyan")
            .number("secureWireToPlain", 1 + figures.wireOverhead())
            .number("modelMegabytes", Float.BYTES * (double) parameters / MEGA);
    figures
        .coordinators()
        .forEach((count, size) -> table.number("coordinatorMegabytes" + count, size));
    return table.word("numpy", figures.numpy());
  }
}
