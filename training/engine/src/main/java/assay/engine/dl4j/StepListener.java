package assay.engine.dl4j;

import assay.training.run.ProgressMeter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;

/** Holds every device's steps to the limit of memory and passes them on to the meter. */
final class StepListener extends BaseTrainingListener {

  private final ProgressMeter meter;
  private @Nullable RuntimeException failure;

  StepListener(ProgressMeter meter) {
    this.meter = meter;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    Nd4jRuntime.guard().pass();
    tell(model);
  }

  private synchronized void tell(Model model) {
    try {
      meter.step(model.batchSize(), model.score());
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
    }
  }

  /** Throws what the meter's listener threw, which is no failure of the engine. */
  synchronized void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
