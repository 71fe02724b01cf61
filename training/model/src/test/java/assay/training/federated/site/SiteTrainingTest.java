package assay.training.federated.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.training.bounty.FederatedTerms;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.federated.FederatedRefusedException;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundExamples;
import assay.training.run.SoftmaxRegressionEngine;
import assay.training.run.TrainingListener;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTrainingTest {

  private static final ModelSpec MODEL = model(0.01);
  private static final SoftmaxRegressionEngine ENGINE =
      new SoftmaxRegressionEngine(System::nanoTime);
  private static final Weights ZERO = Weights.of(MODEL, new float[(int) MODEL.parameterCount()]);

  private static ModelSpec model(double rate) {
    return new ModelSpec(
        Shape.of(64),
        List.of(
            new LayerNode(
                new LayerName("output"),
                new CoreLayer.Dense(10, ActivationFunction.SOFTMAX, true),
                List.of(LayerName.INPUT))),
        Loss.CATEGORICAL_CROSSENTROPY,
        new Optimizer.Sgd(rate, 0, false),
        List.of(Metric.ACCURACY));
  }

  private static SiteTraining training(int epochs, double rate) {
    FederatedTerms terms = new FederatedTerms(FederatedTerms.FED_AVG, 10, epochs, 16, rate, 2, 300);
    return new SiteTraining(terms, MODEL, Digits.load().owners().get(0));
  }

  private static float[] train(SiteTraining training, long seed) {
    return training.train(ENGINE, ZERO, seed, TrainingListener.NONE);
  }

  @Test
  void shouldGiveTheSameUpdateForTheSameRound() {
    assertThat(train(training(2, 0.1), 7))
        .isEqualTo(train(training(2, 0.1), 7))
        .isNotEqualTo(train(training(2, 0.1), 8));
  }

  @Test
  void shouldLearnAsLongAndAsFastAsTheTermsSayAndNotAsTheModelSays() {
    float[] update = train(training(2, 0.1), 7);

    assertThat(train(training(1, 0.1), 7)).isNotEqualTo(update);
    assertThat(train(training(2, 0.2), 7)).isNotEqualTo(update);
    assertThat(new SiteTraining(training(2, 0.1).terms(), model(5), training(2, 0.1).data()))
        .satisfies(other -> assertThat(train(other, 7)).isEqualTo(update));
  }

  @Test
  void shouldGiveNoUpdateOfHalfATraining() {
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public boolean wantsStop() {
            return true;
          }
        };

    assertThatThrownBy(() -> training(3, 0.1).train(ENGINE, ZERO, 7, impatient))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("stopped after epoch 1 of 3");
  }

  @Test
  void shouldOrderSamplesAnewInEveryRound() {
    FederatedJob job = new RoundExamples(TestAccounts.number(1)).job();

    assertThat(SiteTraining.seed(job, 1, Bytes32.ZERO))
        .isEqualTo(SiteTraining.seed(job, 1, Bytes32.ZERO))
        .isNotEqualTo(SiteTraining.seed(job, 2, Bytes32.ZERO))
        .isNotEqualTo(SiteTraining.seed(job, 1, Bytes32.keccak256("other")));
  }
}
