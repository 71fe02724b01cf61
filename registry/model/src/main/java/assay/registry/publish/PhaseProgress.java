package assay.registry.publish;

import assay.registry.publish.Progress.Phase;
import java.util.function.LongConsumer;

/** One phase, told step by step. For one thread. */
public final class PhaseProgress implements LongConsumer {

  private final Progress progress;
  private final Phase phase;
  private final long all;
  private long done;

  /**
   * @param all about how much there is to do
   */
  public PhaseProgress(Progress progress, Phase phase, long all) {
    this.progress = progress;
    this.phase = phase;
    this.all = all;
  }

  /** So much more is done. */
  @Override
  public void accept(long step) {
    done += step;
    progress.moved(phase, done, all);
  }
}
