package assay.agent.command;

import assay.training.federated.reference.ReferenceTable;
import assay.training.federated.reference.TableRow;
import assay.training.federated.simulation.Plan;
import assay.training.federated.simulation.RoundCsv;
import assay.training.federated.simulation.RoundPlot;
import assay.training.federated.simulation.RoundRecord;
import assay.training.federated.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A federation of virtual clients in this process. */
@Command(
    name = "simulate",
    description = {
      "Train a federation of virtual clients in this process, or a table of published figures.",
      "Ends with 1 if a figure of the table is outside its range."
    },
    footer = {
      "Examples:",
      "  assay federated simulate --data digits-shards --strategy scaffold --svg rounds.svg",
      "  assay federated simulate --rule krum --tolerated 3 --attack sign-flip --attackers 3",
      "  assay federated simulate --table T2 --json"
    })
final class FederatedSimulateCommand implements Callable<Integer> {

  @Mixin private FederationOptions federation;
  @Mixin private ConditionOptions conditions;

  @Option(
      names = "--table",
      description = "T1 (FedProx), T2 (digits), T3 (Shapley values) or T4 (privacy), instead.")
  private @Nullable ReferenceTable table;

  @Option(names = "--seeds", description = "Seeds of a table (default: as many as were published).")
  private @Nullable Integer seeds;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the rounds there.")
  private @Nullable Path csv;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw accuracy, drift and bytes by round there.")
  private @Nullable Path svg;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw the same as an image there.")
  private @Nullable Path png;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ProgressBar bar = new ProgressBar(System.err, Ansi.AUTO.enabled());
    return table == null ? simulate(bar) : compare(table, bar);
  }

  private int simulate(ProgressBar bar) throws IOException {
    Plan plan = federation.plan();
    Simulation simulation =
        new Simulation(federation.model(), federation.federation(), plan, conditions.conditions());
    List<RoundRecord> rounds;
    try {
      rounds = simulation.run(round -> bar.show(round.round(), plan.rounds()));
    } finally {
      bar.end();
    }
    new RoundTable(rounds).print(System.out, json);
    if (csv != null) {
      Files.writeString(csv, RoundCsv.of(rounds));
    }
    if (svg != null) {
      Files.writeString(svg, RoundPlot.svg(rounds));
    }
    if (png != null) {
      Files.write(png, RoundPlot.png(rounds));
    }
    return 0;
  }

  private int compare(ReferenceTable chosen, ProgressBar bar) {
    List<TableRow> rows;
    try {
      rows = chosen.run(seeds == null ? chosen.seeds() : seeds, bar::show);
    } finally {
      bar.end();
    }
    new FiguresTable(rows).print(System.out, json);
    return rows.stream().allMatch(TableRow::passes) ? 0 : 1;
  }
}
