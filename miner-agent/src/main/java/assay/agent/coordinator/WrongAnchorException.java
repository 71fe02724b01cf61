package assay.agent.coordinator;

import assay.agent.AgentException;
import assay.training.federated.round.FederatedJob;

/** What this account anchored for a job is not what its journal says. */
public final class WrongAnchorException extends AgentException {

  public WrongAnchorException(FederatedJob job, int number, String what) {
    super(
        "wrong-anchor",
        "Round %d of bounty %s cannot be anchored: %s; lead the job from the home that began it."
            .formatted(number, job.bounty(), what));
  }
}
