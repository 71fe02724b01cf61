package assay.agent.platform;

import assay.training.bounty.BountyId;
import assay.training.report.RunReport;

/** Takes what a miner tells of his trainings; what it has already may come again. */
@FunctionalInterface
public interface RunBoard {

  /** Tells more of this account's run for a bounty. */
  void report(BountyId bounty, RunReport report);
}
