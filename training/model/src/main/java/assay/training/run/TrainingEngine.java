package assay.training.run;

import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.data.Target;
import assay.training.metric.Counts;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.util.SortedMap;
import java.util.stream.IntStream;

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
    return evaluate(spec, weights, data, Metric.ACCURACY);
  }

  /**
   * The same by another count.
   *
   * @param criterion a count
   */
  default CorrectCount evaluate(
      ModelSpec spec, Weights weights, LabelledData data, Metric criterion) {
    if (!(TrainingJob.examples(spec, data).target() instanceof Target.Label)) {
      throw new EngineRefusedException(
          EngineRefusedException.Reason.UNFIT_DATA,
          "Only samples with one label each are counted; measure this model by its loss.");
    }
    return count(predict(spec, weights, data), data, criterion);
  }

  /** Counts the answers that hold by the criterion, a count. */
  static CorrectCount count(float[][] answers, LabelledData data, Metric criterion) {
    int[] labels = IntStream.range(0, data.size()).map(data::label).toArray();
    return Counts.topK(answers, labels, criterion.places());
  }

  /** Name and version of engine, runtime and system, for the provenance. */
  SortedMap<String, String> software();

  /** Devices and threads, for the provenance. */
  SortedMap<String, String> hardware();
}
