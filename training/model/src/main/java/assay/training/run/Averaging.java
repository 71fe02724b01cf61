package assay.training.run;

import assay.training.spec.ModelEstimate;
import assay.training.spec.ModelSpec;

/**
 * How often workers side by side average where nobody said: as seldom as makes waiting for each
 * other cheap, and twice an epoch at least. It depends on the model, the settings and the number of
 * samples alone, never on how fast a machine is, so a training is the same everywhere; what it
 * chose stands in the settings. Stateless.
 */
public final class Averaging {

  /** FLOPs of a worker between two averagings: a tenth of a second or so of a processor's work. */
  private static final long WORTH_WAITING = 1_000_000_000;

  private static final int LEAST_AN_EPOCH = 2;

  private Averaging() {}

  /**
   * Steps of each worker between two averagings, at least 1; 1 where one works alone.
   *
   * @param settings whose batch size and devices count
   * @param samples of an epoch
   */
  public static int every(ModelSpec spec, TrainingSettings settings, int samples) {
    if (settings.devices() == 1) {
      return 1;
    }
    int batch = settings.batchSize();
    long flops = Math.max(1, ModelEstimate.of(spec, batch).trainingFlops() * batch);
    long worth = (WORTH_WAITING + flops - 1) / flops;
    long perEpoch = samples / ((long) batch * settings.devices());
    return (int) Math.max(1, Math.min(worth, perEpoch / LEAST_AN_EPOCH));
  }
}
