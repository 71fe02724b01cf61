package assay.agent.examination;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.bounty.CorrectCount;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Checkpoints;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.TrainingEngine;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every examiner does. */
abstract class ExaminerContract {

  private static final LabelledData DIGITS = Digits.load().test();
  private static final List<LabelledData> GROUPS = List.of(digits(0, 300), digits(300, 500));

  static final Paper PAPER = new Paper(Checkpoints.LENET, Metric.ACCURACY, GROUPS);

  private static LabelledData digits(int from, int to) {
    return DIGITS.select(IntStream.range(from, to).toArray());
  }

  /** A LeNet of random weights: many samples lie close to where it would answer otherwise. */
  static Checkpoint checkpoint() {
    return Checkpoints.checkpoint(Checkpoints.LENET, 5);
  }

  abstract Examiner examiner();

  /** The engine behind it, in this process. */
  abstract TrainingEngine engine();

  @Test
  void shouldCountToTheLastUnitAsTheEngineItselfDoes() {
    Examination came = examiner().examine(Checkpoints.archive(checkpoint()), PAPER);

    List<CorrectCount> here =
        GROUPS.stream()
            .map(group -> engine().evaluate(PAPER.model(), checkpoint().weights(), group))
            .toList();
    assertThat(came).isEqualTo(new Examination.Counted(here));
  }

  @Test
  void shouldCountByTheCriterionThatWasAskedFor() {
    Paper paper = new Paper(Checkpoints.LENET, Metric.TOP_K_ACCURACY, GROUPS);

    Examination came = examiner().examine(Checkpoints.archive(checkpoint()), paper);

    List<CorrectCount> among =
        GROUPS.stream().map(group -> amongFive(paper.model(), group)).toList();
    assertThat(came).isEqualTo(new Examination.Counted(among));
  }

  /** Rows in which fewer than five numbers come before the label's: larger ones, or equal ones. */
  private CorrectCount amongFive(ModelSpec model, LabelledData group) {
    float[][] answers = engine().predict(model, checkpoint().weights(), group);
    int correct = 0;
    for (int i = 0; i < answers.length; i++) {
      float[] row = answers[i];
      int label = group.label(i);
      long before =
          IntStream.range(0, row.length)
              .filter(c -> row[c] > row[label] || (row[c] == row[label] && c < label))
              .count();
      correct += before < 5 ? 1 : 0;
    }
    return new CorrectCount(correct, group.size());
  }

  @Test
  void shouldRefuseWhatIsNoCheckpoint() {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);

    assertThat(examiner().examine(nonsense, PAPER)).isInstanceOf(Examination.Refused.class);
  }

  @Test
  void shouldRefuseACheckpointOfAnotherModel() {
    byte[] other = Checkpoints.archive(Checkpoints.checkpoint(Checkpoints.SMALL, 1));

    assertThat(examiner().examine(other, PAPER))
        .isInstanceOfSatisfying(
            Examination.Refused.class,
            refused -> assertThat(refused.why()).contains("asked for was"));
  }
}
