package assay.agent.evaluator;

import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;

/** An engine for what must end before anything is computed. */
final class NoEngine implements TrainingEngine {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public void requireSupport(ModelSpec spec) {}

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    throw new AssertionError("Nothing should be trained.");
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    throw new AssertionError("Nothing should be trained.");
  }

  @Override
  public float[][] predict(ModelSpec spec, Weights weights, LabelledData data) {
    throw new AssertionError("Nothing should be evaluated.");
  }

  @Override
  public SortedMap<String, String> software() {
    throw new AssertionError("Nobody should ask.");
  }

  @Override
  public SortedMap<String, String> hardware() {
    throw new AssertionError("Nobody should ask.");
  }
}
