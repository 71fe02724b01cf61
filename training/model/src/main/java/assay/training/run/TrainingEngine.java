package assay.training.run;

import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.data.Target;
import assay.training.metric.Counts;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;

/**
 * Trains and runs models. Every engine builds from a spec and weights in Keras's layout and returns
 * to them, so what one trained another scores within rounding. The same job with the same seed on
 * the same machine gives the same weights. An engine runs one training at a time.
 */
public interface TrainingEngine {

  /** A stable word for the engine, such as {@code dl4j}; states go on only where they began. */
  String name();

  /** Refuses, naming the layer or setting, a model that this engine cannot build. */
  void requireSupport(ModelSpec spec);

  /** Trains from fresh weights to the job's last epoch, or until the listener stops it. */
  TrainingState train(TrainingJob job, TrainingListener listener);

  /** Goes on from a state that this engine made for this very job. */
  TrainingState resume(TrainingJob job, TrainingState from, TrainingListener listener);

  /** Builds a model that is to answer more than once. */
  LoadedModel load(ModelSpec spec, Weights weights);

  /** The model's answer for each sample: one row per sample, one number per class. */
  default float[][] predict(ModelSpec spec, Weights weights, LabelledData data) {
    TrainingJob.examples(spec, data);
    try (LoadedModel model = load(spec, weights)) {
      return model.answers(data);
    }
  }

  /**
   * How many samples get their own label as the largest answer; of equal answers the first. Only
   * for models that label samples: what a bounty pays by.
   */
  default CorrectCount evaluate(ModelSpec spec, Weights weights, LabelledData data) {
    if (!(TrainingJob.examples(spec, data).target() instanceof Target.Label)) {
      throw new EngineRefusedException(
          EngineRefusedException.Reason.UNFIT_DATA,
          "Only samples with one label each are counted; measure this model by its loss.");
    }
    return count(predict(spec, weights, data), data);
  }

  /** Counts the rows whose largest number stands at the sample's label. */
  static CorrectCount count(float[][] answers, LabelledData data) {
    int correct = 0;
    for (int i = 0; i < answers.length; i++) {
      correct += Counts.predicted(answers[i], 0, answers[i].length) == data.label(i) ? 1 : 0;
    }
    return new CorrectCount(correct, data.size());
  }

  /** Name and version of engine, runtime and system, for the provenance. */
  SortedMap<String, String> software();

  /** Devices and threads, for the provenance. */
  SortedMap<String, String> hardware();
}
