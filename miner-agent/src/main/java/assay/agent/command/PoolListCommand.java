package assay.agent.command;

import assay.training.ledger.PoolFacts;
import assay.training.pool.PoolDescription;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists pools. */
@Command(name = "list", description = "List the pools that the platform knows.")
final class PoolListCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenChain open = new OpenChain(home)) {
      List<PoolDescription> pools = open.pools().all();
      PoolFacts facts = PoolFacts.of(open.events());
      if (json) {
        System.out.println(json(pools, facts));
      } else {
        new PoolTable(System.out).print(pools, facts);
      }
      if (pools.isEmpty()) {
        System.err.println("The platform knows no pool; 'assay pool create' makes one.");
      }
    }
    return 0;
  }

  private static ObjectNode json(List<PoolDescription> pools, PoolFacts facts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("pools");
    pools.forEach(
        pool ->
            list.add(PoolTable.json(pool).put("members", facts.members(pool.operator()).size())));
    return json;
  }
}
