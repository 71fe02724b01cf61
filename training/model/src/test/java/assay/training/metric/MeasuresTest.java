package assay.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.spec.Loss;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every measure against its definition, worked out here another way. */
class MeasuresTest {

  private static final long SEED = 20_261_123;

  @Test
  void shouldCountLabelsAmongTheLargestAnswers() {
    float[][] answers = {{0.1f, 0.5f, 0.4f}, {0.2f, 0.2f, 0.6f}, {0.9f, 0.05f, 0.05f}};
    int[] labels = {2, 1, 2};

    assertThat(Counts.topK(answers, labels, 1).correct()).isZero();
    assertThat(Counts.topK(answers, labels, 2).correct()).isEqualTo(1);
    assertThat(Counts.topK(answers, labels, 3).correct()).isEqualTo(3);
  }

  @Test
  void shouldNameTheLargestAnswersInTheirOrder() {
    float[] row = {0.1f, 0.4f, 0.1f, 0.4f};

    assertThat(Counts.largest(row, 1)).containsExactly(1);
    assertThat(Counts.largest(row, 3)).containsExactly(1, 3, 0);
    assertThat(Counts.largest(row, 9)).containsExactly(1, 3, 0, 2);
  }

  /** A model that overflows must not have every label among its largest answers. */
  @Test
  void shouldNameNoMoreAnswersThanAskedForWhereNoneIsANumber() {
    float[][] answers = {{Float.NaN, Float.NaN, Float.NaN}, {Float.NaN, Float.NaN, Float.NaN}};

    assertThat(Counts.topK(answers, new int[] {0, 2}, 2).correct()).isEqualTo(1);
  }

  @Test
  void shouldTellTheFirstOfEqualAnswersAndSplitSingleOnesAtAHalf() {
    assertThat(Counts.predicted(new float[] {9, 0.4f, 0.4f}, 1, 2)).isZero();
    assertThat(Counts.predicted(new float[] {0.5f}, 0, 1)).isZero();
    assertThat(Counts.predicted(new float[] {0.51f}, 0, 1)).isEqualTo(1);
  }

  @Test
  void shouldAverageF1OverClassesByPrecisionAndRecall() {
    Random random = seeded();
    int[] predicted = random.ints(200, 0, 4).toArray();
    int[] actual = random.ints(200, 0, 4).toArray();
    double sum = 0;
    for (int c = 0; c < 4; c++) {
      double both = 0;
      double told = 0;
      double there = 0;
      for (int i = 0; i < actual.length; i++) {
        both += predicted[i] == c && actual[i] == c ? 1 : 0;
        told += predicted[i] == c ? 1 : 0;
        there += actual[i] == c ? 1 : 0;
      }
      double precision = both / told;
      double recall = both / there;
      sum += 2 * precision * recall / (precision + recall);
    }

    assertThat(Measures.macroF1(predicted, actual, 4)).isCloseTo(sum / 4, within(1e-12));
  }

  @Test
  void shouldCompareEveryPositiveWithEveryNegative() {
    Random random = seeded();
    double[] scores = random.ints(150, 0, 20).asDoubleStream().toArray();
    boolean[] isPositive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      isPositive[i] = random.nextInt(20) < scores[i];
    }
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (isPositive[i] && !isPositive[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }

    assertThat(Measures.auroc(scores, isPositive)).isCloseTo(won / pairs, within(1e-12));
    assertThat(Measures.auroc(new double[] {1, 2}, new boolean[] {true, true})).isEqualTo(0.5);
  }

  @Test
  void shouldDivideIntersectionByUnionPerClassThatOccurs() {
    int[] predicted = {0, 0, 1, 1, 1, 0};
    int[] actual = {0, 1, 1, 1, 0, 0};

    assertThat(Measures.meanIoU(predicted, actual, 3))
        .isCloseTo((2 / 4.0 + 2 / 4.0) / 2, within(0.0));
    assertThat(Measures.meanIoU(actual, actual, 3)).isEqualTo(1);
  }

  @Test
  void shouldTakeTheRootOfTheMeanSquare() {
    float[] answers = {1, 2, 3};
    float[] targets = {1, 4, 7};

    assertThat(Measures.rmse(answers, targets)).isCloseTo(Math.sqrt(20.0 / 3), within(1e-12));
  }

  @Test
  void shouldWorkOutEachLossAsKerasDefinesIt() {
    float[][] shares = {{0.2f, 0.8f}, {0.5f, 0.5f}};
    float[] classes = {0, 1, 1, 0};
    float[][] numbers = {{1, 3}, {-1, 0.5f}};
    float[] wanted = {0, 0, 0, 0};

    assertThat(LossValue.of(Loss.CATEGORICAL_CROSSENTROPY, shares, classes, 2))
        .isCloseTo(-(Math.log(0.8) + Math.log(0.5)) / 2, within(1e-7));
    assertThat(LossValue.of(Loss.BINARY_CROSSENTROPY, shares, classes, 2))
        .isCloseTo(-(2 * Math.log(0.8) + 2 * Math.log(0.5)) / 4, within(1e-7));
    assertThat(LossValue.of(Loss.MEAN_SQUARED_ERROR, numbers, wanted, 2))
        .isCloseTo((1 + 9 + 1 + 0.25) / 4, within(1e-7));
    assertThat(LossValue.of(Loss.MEAN_ABSOLUTE_ERROR, numbers, wanted, 2))
        .isCloseTo((1 + 3 + 1 + 0.5) / 4, within(1e-7));
    assertThat(LossValue.of(Loss.HUBER, numbers, wanted, 2))
        .isCloseTo((0.5 + 2.5 + 0.5 + 0.125) / 4, within(1e-7));
  }

  private static Random seeded() {
    System.out.println("MeasuresTest seed " + SEED);
    return new Random(SEED);
  }
}
