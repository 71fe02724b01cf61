package assay.training.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts samples, measures speed and tells a listener, at most ten times a second. Not safe for
 * threads: engines with several workers call under a lock.
 */
public final class ProgressMeter {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TrainingListener listener;
  private final LongSupplier nanoTime;
  private final int epochs;
  private final int samplesPerEpoch;
  private final long startedAt;
  private final int startedEpoch;
  private long toldAt;
  private long sinceStart;
  private double lossSum;
  private long steps;

  /**
   * @param job what is trained
   * @param epochsDone before this run began
   * @param listener who is told
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public ProgressMeter(
      TrainingJob job, int epochsDone, TrainingListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.epochs = job.settings().epochs();
    this.samplesPerEpoch = job.training().size();
    this.startedEpoch = epochsDone;
    this.startedAt = nanoTime.getAsLong();
    this.toldAt = startedAt - PAUSE_NANOS;
  }

  /** One step of one worker. */
  public void step(int samples, double loss) {
    sinceStart += samples;
    lossSum += loss;
    steps++;
    long now = nanoTime.getAsLong();
    if (now - toldAt >= PAUSE_NANOS) {
      toldAt = now;
      listener.onProgress(progress(now, loss));
    }
  }

  /** The mean loss since the last call. */
  public double takeMeanLoss() {
    double mean = steps == 0 ? 0 : lossSum / steps;
    lossSum = 0;
    steps = 0;
    return mean;
  }

  private Progress progress(long now, double loss) {
    long total = (long) epochs * samplesPerEpoch;
    long done = (long) startedEpoch * samplesPerEpoch + sinceStart;
    double perSecond = sinceStart * NANOS_PER_SECOND / Math.max(1, now - startedAt);
    long left = (long) ((total - done) / perSecond * NANOS_PER_SECOND);
    int epoch = (int) Math.min(epochs, done / samplesPerEpoch + 1);
    return new Progress(epoch, epochs, done, total, perSecond, loss, Duration.ofNanos(left));
  }
}
