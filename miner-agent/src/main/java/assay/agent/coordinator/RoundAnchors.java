package assay.agent.coordinator;

import assay.chain.Bytes32;
import assay.training.federated.round.FederatedJob;

/** Where a coordinator puts the roots of his rounds. */
@FunctionalInterface
public interface RoundAnchors {

  /**
   * Puts a round's root in its place and returns when it is final; does nothing if it is there.
   *
   * @param number of the round, from 1: the place after the anchors of those before it
   * @throws WrongAnchorException if another root has its place, or those before it are missing
   */
  void anchor(FederatedJob job, int number, Bytes32 root);
}
