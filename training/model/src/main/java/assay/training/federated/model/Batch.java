package assay.training.federated.model;

import assay.training.federated.data.Samples;
import java.util.stream.IntStream;

/** Some samples, by their places in an order; a view that copies nothing. */
public final class Batch {

  private final Samples samples;
  private final int[] order;
  private final int from;
  private final int to;

  /**
   * @param samples of which some are meant
   * @param order places in the samples; not copied
   * @param from the first of the order that is meant
   * @param to the first after them
   */
  public Batch(Samples samples, int[] order, int from, int to) {
    this.samples = samples;
    this.order = order;
    this.from = from;
    this.to = to;
  }

  /** All of them, in their own order. */
  public static Batch all(Samples samples) {
    return new Batch(samples, IntStream.range(0, samples.size()).toArray(), 0, samples.size());
  }

  public int size() {
    return to - from;
  }

  Samples samples() {
    return samples;
  }

  /** Where the batch's i-th sample stands. */
  int place(int i) {
    return order[from + i];
  }
}
