package assay.training.run;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which an epoch visits the samples: a shuffle that depends on the job's seed and the
 * epoch's number only, so a resumed training sees what the unbroken one would have seen.
 */
public final class EpochOrder {

  /** An odd constant that spreads neighbouring epochs apart (2^64 over the golden ratio). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private EpochOrder() {}

  /** Sample numbers in visiting order; the epoch counts from 0. */
  public static int[] of(TrainingJob job, int epoch) {
    Random random = new Random(job.settings().seed() + SPREAD * (epoch + 1));
    int[] order = IntStream.range(0, job.training().size()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
