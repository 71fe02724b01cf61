package assay.training.federated.round;

import assay.chain.Bytes32;

/**
 * A root that the coordinator put on chain under the job's kind.
 *
 * @param index its place in his chain of that kind, from 0
 * @param root as it stands on chain
 * @param transaction that put it there
 */
public record RoundAnchor(long index, Bytes32 root, Bytes32 transaction) {

  public RoundAnchor {
    if (index < 0) {
      throw new IllegalArgumentException("Anchor " + index + " cannot be; they count from 0.");
    }
  }
}
