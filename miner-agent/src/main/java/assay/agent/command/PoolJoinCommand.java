package assay.agent.command;

import assay.agent.Agent;
import assay.agent.pool.PoolMember;
import assay.agent.pool.RigPublisher;
import assay.agent.rig.MachineProbe;
import assay.chain.Address;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes into a pool and shows it this rig. */
@Command(
    name = "join",
    description = "Join a pool for the fee it announces, and publish what is in this rig.")
final class PoolJoinCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "POOL", description = "Its operator's address.")
  private Address pool;

  @Option(
      names = "--max-fee",
      paramLabel = "BPS",
      defaultValue = "1000",
      converter = FeeConverter.class,
      description = "The most you would pay, in basis points (default: ${DEFAULT-VALUE}).")
  private PoolFee most;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (OpenAgent open = new OpenAgent(home)) {
      Agent agent = open.agent();
      PoolEntry entry = new PoolMember(agent).join(pool, most);
      CatchUp.usual().repeat(new RigPublisher(agent, MachineProbe.ofThisMachine())::advance);
      String sentence =
          "%s is in pool %s, which takes %s of what it earns from its next commit on."
              .formatted(agent.address(), entry.pool(), entry.fee());
      System.out.println(json ? PoolTable.json(agent.address(), entry) : sentence);
    }
    return 0;
  }
}
