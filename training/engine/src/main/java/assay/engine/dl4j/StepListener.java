package assay.engine.dl4j;

import assay.training.run.ProgressMeter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Passes every worker's steps on to the meter, one at a time. */
final class StepListener extends BaseTrainingListener {

  private final ProgressMeter meter;

  StepListener(ProgressMeter meter) {
    this.meter = meter;
  }

  @Override
  public synchronized void iterationDone(Model model, int iteration, int epoch) {
    meter.step(model.batchSize(), model.score());
  }
}
