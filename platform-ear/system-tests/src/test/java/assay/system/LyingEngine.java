package assay.system;

import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;

/** An evaluator's engine that says 1 of all for models whose output layer has a certain name. */
final class LyingEngine implements TrainingEngine {

  private final TrainingEngine honest = new SoftmaxRegressionEngine(System::nanoTime);
  private final String victim;

  LyingEngine(String victim) {
    this.victim = victim;
  }

  @Override
  public CorrectCount evaluate(ModelSpec spec, Weights weights, LabelledData data) {
    return spec.output().name().value().equals(victim)
        ? new CorrectCount(1, data.size())
        : honest.evaluate(spec, weights, data);
  }

  @Override
  public String name() {
    return honest.name();
  }

  @Override
  public void requireSupport(ModelSpec spec) {
    honest.requireSupport(spec);
  }

  @Override
  public TrainingState train(TrainingJob job, TrainingListener listener) {
    return honest.train(job, listener);
  }

  @Override
  public TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener) {
    return honest.resume(job, from, listener);
  }

  @Override
  public float[][] predict(ModelSpec spec, Weights weights, LabelledData data) {
    return honest.predict(spec, weights, data);
  }

  @Override
  public SortedMap<String, String> software() {
    return honest.software();
  }

  @Override
  public SortedMap<String, String> hardware() {
    return honest.hardware();
  }
}
