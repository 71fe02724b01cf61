package assay.training.pool;

import assay.training.spec.ModelEstimate;

/**
 * What a job will take, as far as its model and data tell before anybody trains.
 *
 * @param flops of learning from one sample once
 * @param memory bytes that training keeps at once, without an engine's buffers
 * @param samples of one epoch
 * @param epochs from 1 to 1 000 000
 * @param data sealed bytes of all datasets together
 */
public record Need(long flops, long memory, long samples, int epochs, long data) {

  private static final int MOST_EPOCHS = 1_000_000;

  public Need {
    if (flops < 0 || memory < 0 || samples < 1 || data < 0) {
      throw new IllegalArgumentException(
          "A job of %d samples, %d FLOPs, %d bytes of memory and %d of data cannot be; give at least one sample and nothing below 0."
              .formatted(samples, flops, memory, data));
    }
    if (epochs < 1 || epochs > MOST_EPOCHS) {
      throw new IllegalArgumentException(
          "A job has %d epochs; give 1 to %d.".formatted(epochs, MOST_EPOCHS));
    }
  }

  /** The need of a model that learns from that many samples that often. */
  public static Need of(ModelEstimate model, long samples, int epochs, long data) {
    return new Need(model.trainingFlops(), model.trainingBytes(), samples, epochs, data);
  }

  /** All floating-point operations of the job; a double, for nobody counts them one by one. */
  public double totalFlops() {
    return (double) flops * samples * epochs;
  }
}
