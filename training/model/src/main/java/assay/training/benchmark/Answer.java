package assay.training.benchmark;

import assay.chain.Bytes32;
import java.util.List;

/**
 * What a rig has to show for a challenge. Immutable.
 *
 * @param digests of each chain's end, in order
 * @param nanos how long it took by the rig's own clock, which proves nothing
 */
public record Answer(List<Bytes32> digests, long nanos) {

  public Answer {
    digests = List.copyOf(digests);
    if (digests.isEmpty() || nanos < 1) {
      throw BenchmarkRefusedException.bad("an answer has digests and took some time");
    }
  }
}
