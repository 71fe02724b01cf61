package assay.agent.command;

import assay.agent.Agent;
import assay.registry.dataset.Dataset;
import assay.registry.ledger.DatasetFacts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists datasets. */
@Command(name = "list", description = "List the datasets on the chain, oldest first.")
final class DatasetListCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--mine", description = "Only this account's.")
  private boolean mine;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      List<Dataset> datasets =
          new DatasetFacts(agent.events())
              .all()
              .flatMap(id -> agent.ledger().dataset(id).stream())
              .filter(dataset -> !mine || dataset.owner().equals(agent.address()))
              .toList();
      if (datasets.isEmpty()) {
        System.err.println("There is no dataset yet; 'assay dataset seal' begins one.");
      }
      datasets.forEach(DatasetListCommand::print);
    }
    return 0;
  }

  private static void print(Dataset dataset) {
    System.out.printf(
        "%s  owner %s  versions %d%s%n",
        dataset.id(), dataset.owner(), dataset.versions(), dataset.isRetired() ? "  retired" : "");
  }
}
