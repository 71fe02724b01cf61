package assay.training.run;

import assay.training.bounty.CorrectCount;
import assay.training.data.Examples;
import assay.training.data.Target;
import assay.training.metric.Counts;
import assay.training.metric.LossValue;
import assay.training.metric.Reported;
import assay.training.spec.Metric;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an epoch gave.
 *
 * @param epoch its number, from 1
 * @param loss mean over its steps
 * @param validation samples of the validation data labelled rightly, of label maps their places;
 *     none where numbers are told
 * @param validationLoss over the validation data
 * @param measures what the spec asks to report, over the validation data
 */
public record EpochReport(
    int epoch,
    double loss,
    CorrectCount validation,
    double validationLoss,
    Map<Metric, Double> measures) {

  /** Before the first epoch. */
  public static final EpochReport NONE = new EpochReport(0, 0, new CorrectCount(0, 1), 0, Map.of());

  public EpochReport {
    measures = Collections.unmodifiableMap(new TreeMap<>(measures));
  }

  /** Samples labelled rightly, 0 to 1. */
  public double accuracy() {
    return (double) validation.correct() / validation.samples();
  }

  /** Works out the validation from the model's answers to the job's validation data. */
  public static EpochReport of(TrainingJob job, int epoch, double loss, float[][] answers) {
    Examples examples = TrainingJob.examples(job.spec(), job.validation());
    float[] targets = examples.targets(examples.inOrder(), 0, examples.size());
    double validationLoss = LossValue.of(job.spec().loss(), answers, targets, examples.channels());
    return new EpochReport(
        epoch,
        loss,
        count(examples, answers, targets),
        validationLoss,
        Reported.of(job.spec(), examples, answers));
  }

  private static CorrectCount count(Examples examples, float[][] answers, float[] targets) {
    if (examples.target() instanceof Target.Numbers) {
      return new CorrectCount(0, examples.size());
    }
    int channels = examples.channels();
    int correct = 0;
    int at = 0;
    for (float[] row : answers) {
      for (int from = 0; from < row.length; from += channels, at += channels) {
        int label = Counts.predicted(targets, at, channels);
        correct += Counts.predicted(row, from, channels) == label ? 1 : 0;
      }
    }
    return new CorrectCount(correct, at / channels);
  }
}
