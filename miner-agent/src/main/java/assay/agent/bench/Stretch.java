package assay.agent.bench;

import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import java.time.Duration;

/**
 * Ends a training after at least so long, counted from the end of its first epoch, which warms
 * caches and compilers up; all else another listener hears.
 */
final class Stretch implements TrainingListener {

  private final Duration atLeast;
  private final Stopwatches watches;
  private final TrainingListener listener;
  private int epochs;
  private long begin;
  private long cpuBegin;
  private long end;
  private long cpuEnd;

  Stretch(Duration atLeast, Stopwatches watches, TrainingListener listener) {
    this.atLeast = atLeast;
    this.watches = watches;
    this.listener = listener;
  }

  @Override
  public void onProgress(Progress progress) {
    listener.onProgress(progress);
  }

  @Override
  public void onEpoch(EpochReport report) {
    listener.onEpoch(report);
  }

  @Override
  public boolean wantsCheckpoint() {
    return listener.wantsCheckpoint();
  }

  @Override
  public void onCheckpoint(TrainingState state) {
    listener.onCheckpoint(state);
  }

  @Override
  public boolean wantsStop() {
    epochs++;
    end = watches.wall().getAsLong();
    cpuEnd = watches.cpu().getAsLong();
    if (epochs == 1) {
      begin = end;
      cpuBegin = cpuEnd;
    }
    return epochs > 1 && end - begin >= atLeast.toNanos();
  }

  Speed speed(int samplesPerEpoch) {
    return Speed.of((epochs - 1L) * samplesPerEpoch, end - begin, cpuEnd - cpuBegin);
  }
}
