package assay.agent.contribution;

import assay.agent.evaluator.Contributions.Scored;
import assay.agent.keys.SealedEvidence;
import assay.training.federated.contribution.OwnerShares.Holding;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, and with what. Immutable; its samples must never reach a disk.
 *
 * @param anchors of the job's rounds in the final chain, oldest first
 * @param evidence as the submission's miner gave it
 * @param datasets of the bounty, in its order
 * @param scored what the submitted model was measured on and how many of the samples it got right
 * @param most that it may take by the clock
 */
record Measurement(
    FederatedJob job,
    List<RoundAnchor> anchors,
    SealedEvidence evidence,
    List<Holding> datasets,
    Scored scored,
    Duration most) {

  Measurement {
    anchors = List.copyOf(anchors);
    datasets = List.copyOf(datasets);
  }
}
