package assay.training.estimate;

import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelSpec;

/**
 * What training a model takes, whoever does it, reckoned from its spec by {@link ModelEstimate}'s
 * rules. Immutable.
 *
 * @param flops of all epochs together
 * @param peakBytes that must be kept at once; an engine's own buffers come on top
 * @param samples of one epoch, at least 1
 * @param epochs passes over them, at least 1
 */
public record ResourceNeed(long flops, long peakBytes, long samples, int epochs) {

  public ResourceNeed {
    if (flops < 0 || peakBytes < 0 || samples < 1 || epochs < 1) {
      throw new IllegalArgumentException(
          "A training of %d samples for %d epochs is none; give 1 or more of both."
              .formatted(samples, epochs));
    }
  }

  /**
   * Of a training.
   *
   * @param batchSize samples of a step
   */
  public static ResourceNeed of(ModelSpec spec, long samples, int epochs, int batchSize) {
    ModelEstimate estimate = ModelEstimate.of(spec, batchSize);
    long flops = times(times(estimate.trainingFlops(), samples), epochs);
    return new ResourceNeed(flops, estimate.trainingBytes(), samples, epochs);
  }

  private static long times(long flops, long count) {
    if (count > 0 && flops > Long.MAX_VALUE / count) {
      throw new IllegalArgumentException(
          "Such a training takes more than 9 223 372 036 853 GFLOP; nobody will end it.");
    }
    return flops * count;
  }
}
