package assay.training.bounty;

import assay.chain.Bytes32;
import assay.training.bounty.BountyRuleException.Reason;
import assay.training.data.Sample;
import java.util.List;

/**
 * One sample of the public part with the proof that it stood in the committed tree.
 *
 * @param index its place in the test set
 * @param sample the sample
 * @param salt its salt
 * @param proof the siblings from its leaf up
 */
public record RevealedSample(int index, Sample sample, Bytes32 salt, List<Bytes32> proof) {

  public RevealedSample {
    proof = List.copyOf(proof);
  }

  /** Refuses a sample that did not stand at this place under this root. */
  public void requireUnder(Bytes32 root, BountyOrigin origin) {
    Bytes32 leaf = origin.leaf(index, sample.sha256(), salt);
    if (!TestTree.root(leaf, index, proof).equals(root)) {
      throw new BountyRuleException(
          Reason.WRONG_PROOF,
          "Test sample " + index + " is not the one committed to under " + root + ".");
    }
  }
}
