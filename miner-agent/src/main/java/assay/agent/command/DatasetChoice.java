package assay.agent.command;

import assay.agent.Agent;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The parameters that name one version of a dataset. */
final class DatasetChoice {

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The dataset's id or a unique beginning of it.")
  private String prefix;

  @Option(names = "--number", description = "Which version (default: the newest).")
  private @Nullable Long number;

  DatasetId dataset(Agent agent) {
    return meant(agent, prefix);
  }

  static DatasetId meant(Agent agent, String beginning) {
    return new DatasetId(KnownIds.datasets(agent.events(), agent.chain()).meant(beginning));
  }

  VersionId version(Agent agent) {
    DatasetId dataset = dataset(agent);
    long newest = agent.ledger().dataset(dataset).orElseThrow().versions();
    return new VersionId(dataset, number == null ? newest : number);
  }

  static DatasetVersion registered(Agent agent, VersionId version) {
    return agent.ledger().version(version).orElseThrow(() -> new UnknownVersionException(version));
  }
}
