package assay.training.bounty;

import assay.chain.Bytes32;
import java.util.List;

/**
 * Public samples by their hashes with one proof for all of them: what the market takes in. As many
 * hashes and salts as numbers are due, which the market checks.
 *
 * @param first how many were shown before
 * @param order the numbers k of these samples, so ordered that their places P(k) ascend
 * @param sampleHashes SHA-256 of each sample's bytes, in that order
 * @param salts of the samples, in that order
 * @param proof the siblings that cannot be computed from the samples, level by level from the
 *     leaves and from left to right
 */
public record ShownSamples(
    int first,
    List<Integer> order,
    List<Bytes32> sampleHashes,
    List<Bytes32> salts,
    List<Bytes32> proof) {

  public ShownSamples {
    if (first < 0 || order.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("Samples are numbered from 0 on.");
    }
    order = List.copyOf(order);
    sampleHashes = List.copyOf(sampleHashes);
    salts = List.copyOf(salts);
    proof = List.copyOf(proof);
  }
}
