package assay.training.bounty;

import assay.chain.Bytes32;
import java.util.List;

/**
 * Some of the public samples with one proof for all of them, as the market takes them in.
 *
 * @param first how many were revealed before
 * @param order the numbers k of these samples, so ordered that their places P(k) ascend
 * @param samples the samples in that order
 * @param proof the siblings that cannot be computed from the samples, level by level from the
 *     leaves and from left to right
 */
public record SampleBatch(
    int first, List<Integer> order, List<RevealedSample> samples, List<Bytes32> proof) {

  public SampleBatch {
    order = List.copyOf(order);
    samples = List.copyOf(samples);
    proof = List.copyOf(proof);
  }

  /** The same without the samples' values. */
  public ShownSamples shown() {
    return new ShownSamples(
        first,
        order,
        samples.stream().map(sample -> sample.sample().sha256()).toList(),
        samples.stream().map(RevealedSample::salt).toList(),
        proof);
  }
}
