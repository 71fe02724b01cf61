package assay.agent.status;

import assay.agent.miner.JobPhase;
import assay.training.bounty.BountyId;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands.
 *
 * @param since when it came to this phase
 * @param progress the latest of this run, if there was any
 * @param last what the last epoch gave; {@link EpochReport#NONE} before the first
 */
public record JobView(
    BountyId bounty, JobPhase phase, Instant since, Optional<Progress> progress, EpochReport last) {

  static JobView begun(BountyId bounty, JobPhase phase, Instant at) {
    return new JobView(bounty, phase, at, Optional.empty(), EpochReport.NONE);
  }

  JobView in(JobPhase other, Instant at) {
    return phase == other ? this : new JobView(bounty, other, at, progress, last);
  }

  JobView at(Progress latest, EpochReport measured) {
    return new JobView(bounty, phase, since, Optional.of(latest), measured);
  }
}
