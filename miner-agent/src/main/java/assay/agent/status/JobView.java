package assay.agent.status;

import assay.agent.miner.JobPhase;
import assay.training.bounty.BountyId;
import assay.training.run.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as it stands.
 *
 * @param since when it came to this phase
 * @param progress the latest of this run, if there was any
 * @param accuracy after the last epoch, 0 to 1; 0 before the first
 */
public record JobView(
    BountyId bounty, JobPhase phase, Instant since, Optional<Progress> progress, double accuracy) {

  JobView in(JobPhase other, Instant at) {
    return phase == other ? this : new JobView(bounty, other, at, progress, accuracy);
  }

  JobView at(Progress latest, double measured) {
    return new JobView(bounty, phase, since, Optional.of(latest), measured);
  }
}
