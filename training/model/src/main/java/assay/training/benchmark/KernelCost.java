package assay.training.benchmark;

import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelEstimate.LayerEstimate;

/**
 * What one run of a kernel takes. FLOPs are counted as {@link ModelEstimate} counts them. Bytes are
 * the least that must pass between memory and processor if nothing is kept between two operations:
 * every tensor written once by who makes it and read once by who uses it. Caches and fused
 * operations save some of them, so a kernel may come to lie above its roof. Immutable.
 *
 * @param flops at least 1
 * @param bytes at least 1
 */
public record KernelCost(long flops, long bytes) {

  private static final int PASSES_OF_TRAINING = 3;

  public KernelCost {
    if (flops < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "A kernel of %d FLOPs and %d bytes does nothing; give both.".formatted(flops, bytes));
    }
  }

  /** Of answering a batch. */
  static KernelCost answering(ModelEstimate estimate) {
    return new KernelCost(estimate.batchSize() * estimate.forwardFlops(), forwardBytes(estimate));
  }

  /**
   * Of learning from a batch: three passes, then the optimizer reads weights, gradients and its
   * memories and writes weights and memories.
   */
  static KernelCost learning(ModelEstimate estimate) {
    long update = estimate.gradientBytes() * (3 + 2L * estimate.optimizerMemories());
    return new KernelCost(
        estimate.batchSize() * estimate.trainingFlops(),
        PASSES_OF_TRAINING * forwardBytes(estimate) + update);
  }

  private static long forwardBytes(ModelEstimate estimate) {
    long outputs =
        estimate.layers().stream()
            .map(LayerEstimate::output)
            .mapToLong(shape -> shape.elements())
            .sum();
    return estimate.parameterBytes() + 2L * Float.BYTES * estimate.batchSize() * outputs;
  }

  /** FLOPs for each byte that passes: its place on a roofline (Williams and others, 2009). */
  public double intensity() {
    return (double) flops / bytes;
  }
}
