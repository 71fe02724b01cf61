package assay.agent.command;

import assay.agent.Agent;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.DatasetFacts;
import java.util.List;
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
    List<DatasetId> matching =
        new DatasetFacts(agent.events())
            .all()
            .filter(id -> id.toString().startsWith(prefix))
            .limit(2)
            .toList();
    if (matching.size() != 1) {
      throw new UnclearIdException("dataset", prefix, matching.size());
    }
    return matching.get(0);
  }

  VersionId version(Agent agent) {
    DatasetId dataset = dataset(agent);
    long newest = agent.ledger().dataset(dataset).orElseThrow(() -> unknown(dataset)).versions();
    return new VersionId(dataset, number == null ? newest : number);
  }

  static DatasetVersion registered(Agent agent, VersionId version) {
    return agent.ledger().version(version).orElseThrow(() -> unknown(version));
  }

  private static UnclearIdException unknown(Object id) {
    return new UnclearIdException("dataset", id.toString(), 0);
  }
}
