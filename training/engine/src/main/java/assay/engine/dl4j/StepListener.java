package assay.engine.dl4j;

import assay.training.run.ProgressMeter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;

/** Passes every worker's steps on to the meter, one at a time. */
final class StepListener extends BaseTrainingListener {

  private final ProgressMeter meter;
  private @Nullable RuntimeException failure;
  private boolean isOver;

  StepListener(ProgressMeter meter) {
    this.meter = meter;
  }

  @Override
  public synchronized void iterationDone(Model model, int iteration, int epoch) {
    if (isOver) {
      return;
    }
    try {
      meter.step(model.batchSize(), model.score());
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
    }
  }

  /**
   * Counts nothing any more: workers of later epochs go on calling the listeners of earlier ones.
   */
  synchronized void end() {
    isOver = true;
  }

  /** Throws what the listener threw: in a worker's thread it would be lost in a stack trace. */
  synchronized void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
