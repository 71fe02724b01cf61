package assay.training.federated.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.client.LocalTraining.Task;
import assay.training.federated.data.DigitsData;
import assay.training.federated.data.Samples;
import assay.training.federated.model.SoftmaxRegression;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalTrainingTest {

  private static final SoftmaxRegression MODEL = new SoftmaxRegression(64, 10);
  private static final Samples SAMPLES = new DigitsData(0).federation(20, 1).clients().get(0);
  private static final LocalTraining TRAINING = new LocalTraining(0.5f, 16);

  private final float[] start = new float[MODEL.parameters()];

  @Test
  void shouldStayTheNearerToTheRoundsModelTheLargerMuIs() {
    double free = distance(Correction.NONE);
    double held = distance(Correction.proximal(1, start));

    assertThat(distance(Correction.proximal(0, start))).isEqualTo(free);
    assertThat(held).isLessThan(free / 2).isPositive();
    assertThat(start).containsOnly(0);
  }

  @Test
  void shouldPullBackByMuTimesTheDistance() {
    float[] gradient = {1, 1};

    Correction.proximal(0.5f, new float[] {1, 2}).correct(gradient, new float[] {3, 2});

    assertThat(gradient).containsExactly(2, 1);
  }

  @Test
  void shouldCountTheSmallerLastBatchAsAStep() {
    Task task = new Task(SAMPLES.select(new int[17]), 3, Correction.NONE, new Random(1));

    assertThat(TRAINING.steps(task)).isEqualTo(6);
  }

  @Test
  void shouldRefuseARateOrBatchThatLearnsNothing() {
    assertThatThrownBy(() -> new LocalTraining(0, 16))
        .isInstanceOf(FederatedRefusedException.class);
    assertThatThrownBy(() -> new LocalTraining(1, 0)).isInstanceOf(FederatedRefusedException.class);
  }

  private double distance(Correction correction) {
    float[] reached =
        TRAINING.train(MODEL, start, new Task(SAMPLES, 20, correction, new Random(1)));
    double squares = 0;
    for (float value : reached) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
