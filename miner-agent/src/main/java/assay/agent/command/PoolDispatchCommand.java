package assay.agent.command;

import assay.agent.platform.PoolJobClient;
import assay.training.bounty.BountyId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives members of a pool something to do. */
@Command(
    name = "dispatch",
    description = "Let this pool's members work on a bounty, one at a time.")
final class PoolDispatchCommand implements Callable<Integer> {

  @Mixin private HomeOption home;

  @Parameters(paramLabel = "JOB", description = "The bounty's id or a unique beginning of it.")
  private String prefix;

  @Option(names = "--withdraw", description = "Take it back from them instead.")
  private boolean isWithdrawn;

  @Override
  public Integer call() {
    try (OpenChain open = new OpenChain(home)) {
      BountyId bounty = new BountyId(KnownIds.bounties(open.events(), open.chain()).meant(prefix));
      PoolJobClient jobs = open.platform().poolJobs();
      if (isWithdrawn) {
        jobs.withdraw(bounty);
        System.out.println("Members no longer get bounty " + bounty + ".");
      } else {
        jobs.offer(bounty);
        System.out.println("The next member who asks works on bounty " + bounty + ".");
      }
    }
    return 0;
  }
}
