package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** The fast convolutions against Deeplearning4j's default ones. */
class OneDnnTest {

  private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";
  private static final ModelSpec LENET = Architectures.leNet(Shape.of(8, 8, 1), 10, 16);
  private static final LabelledData DIGITS = Digits.load().test();

  @Test
  void shouldConvolveWithOneDnn() {
    ComputationGraph network = trained(false);

    assertThat(network.getLayer("conv2").getHelper()).isInstanceOf(MKLDNNConvHelper.class);
  }

  @Test
  void shouldLearnWhatTheDefaultPathLearns() {
    ComputationGraph fast = trained(false);
    ComputationGraph slow = trained(true);

    assertThat(slow.getLayer("conv2").getHelper()).isNull();
    float[][] expected = Predictor.answers(slow, LENET, DIGITS);
    float[][] answers = Predictor.answers(fast, LENET, DIGITS);
    for (int i = 0; i < expected.length; i++) {
      assertThat(answers[i]).containsExactly(expected[i], within(1e-3f));
    }
  }

  /** Three steps of Adam from the same first weights. */
  private static ComputationGraph trained(boolean isDisabled) {
    Nd4jRuntime.prepareThread();
    String before = System.getProperty(DISABLE);
    System.setProperty(DISABLE, String.valueOf(isDisabled));
    try {
      ComputationGraph network = GraphBuilder.build(LENET, TrainingSettings.of(1, 3));
      Batches batches = new Batches(DIGITS, LENET);
      for (int step = 0; step < 3; step++) {
        DataSet batch = batches.batch(batches.inOrder(), step * 64, 64);
        network.fit(batch);
      }
      return network;
    } finally {
      System.setProperty(DISABLE, before);
    }
  }
}
