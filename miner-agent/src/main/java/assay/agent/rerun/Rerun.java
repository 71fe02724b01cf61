package assay.agent.rerun;

import assay.agent.platform.ForeignText;
import assay.chain.Bytes32;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Weights;
import assay.training.data.Examples;
import assay.training.data.LabelledData;
import assay.training.data.Target;
import assay.training.metric.Reported;
import assay.training.run.Recipe;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.spec.Metric;
import java.util.List;

/**
 * Repeats a checkpoint's training with an engine. The same environment must give the same weights,
 * bit for bit; another one the same score, within a tolerance. Not safe for threads.
 */
public final class Rerun {

  /** Scores of one engine: a fifth of a hundredth of the samples, at least one (panels' rule). */
  private static final int SHARE = 500;

  /** Scores of two engines, whose seeds draw other first weights: a hundredth, at least one. */
  private static final int SHARE_ACROSS_ENGINES = 100;

  private final Checkpoint checkpoint;
  private final Recipe recipe;
  private final TrainingEngine engine;
  private final List<Difference> differences;

  public Rerun(Checkpoint checkpoint, Recipe recipe, TrainingEngine engine) {
    this.checkpoint = checkpoint;
    this.recipe = recipe;
    this.engine = engine;
    this.differences = Difference.between(checkpoint.provenance(), engine);
    engine.requireSupport(checkpoint.spec());
  }

  /** Trains on the data again and compares; refuses before it trains where it could not compare. */
  public RerunReport run(LabelledData data, Exam exam, TrainingListener listener) {
    if (!differences.isEmpty()) {
      requireScore(exam.samples());
    }
    // What is told on the way counts for nothing here, so the least is measured after each epoch.
    TrainingJob job = new TrainingJob(checkpoint.spec(), data, data.select(0), recipe.repeating());
    Weights repeated = engine.train(job, listener).weights();
    Bytes32 then = WeightsHash.of(checkpoint.weights());
    Bytes32 now = WeightsHash.of(repeated);
    boolean isByWeights = differences.isEmpty() || then.equals(now);
    Finding finding =
        isByWeights ? new Finding.ByWeights(then.equals(now)) : byScore(repeated, exam);
    return new RerunReport(engine.name(), recipe.epochsDone(), differences, then, now, finding);
  }

  private void requireScore(LabelledData samples) {
    if (!(TrainingJob.examples(checkpoint.spec(), samples).target() instanceof Target.Label)) {
      throw new RerunRefusedException(
          "This environment is another than the provenance's (%s), so scores must be compared, and "
                  .formatted(ForeignText.line(differences.get(0).name()))
              + "this model gives no label to count; repeat it where it was trained.");
    }
  }

  private Finding byScore(Weights repeated, Exam exam) {
    return new Finding.ByScore(
        exam.subject(),
        scored(checkpoint.weights(), exam.samples()),
        scored(repeated, exam.samples()),
        tolerance(exam.samples().size()));
  }

  private Finding.Scored scored(Weights weights, LabelledData samples) {
    Examples examples = TrainingJob.examples(checkpoint.spec(), samples);
    float[][] answers = engine.predict(checkpoint.spec(), weights, samples);
    return new Finding.Scored(
        TrainingEngine.count(answers, samples, Metric.ACCURACY),
        Reported.of(checkpoint.spec(), examples, answers));
  }

  private int tolerance(int samples) {
    boolean isSameEngine = engine.name().equals(RecordedEngine.word(checkpoint.provenance()));
    return Math.max(1, samples / (isSameEngine ? SHARE : SHARE_ACROSS_ENGINES));
  }
}
