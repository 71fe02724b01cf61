package assay.agent.command;

import assay.agent.Agent;
import assay.agent.pool.PoolMember;
import assay.training.pool.PoolEntry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes out of a pool. */
@Command(
    name = "leave",
    description = "Leave the pool; what is committed already still pays its fee.")
final class PoolLeaveCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      PoolEntry before = new PoolMember(agent).leave();
      String sentence =
          "%s left pool %s. Submissions committed before still pay it %s."
              .formatted(agent.address(), before.pool(), before.fee());
      System.out.println(json ? PoolTable.json(agent.address(), PoolEntry.NONE) : sentence);
    }
    return 0;
  }
}
