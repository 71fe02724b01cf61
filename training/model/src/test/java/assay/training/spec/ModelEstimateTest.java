package assay.training.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.spec.ModelEstimate.LayerEstimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Estimates against counts made one multiplication at a time, and against known figures. */
class ModelEstimateTest {

  private static final long SEED = 20_261_122;

  @Test
  void shouldCountDenseLayersAsTheLoopsDo() {
    Random random = seeded();
    for (int round = 0; round < 50; round++) {
      int inputs = 1 + random.nextInt(40);
      int units = 1 + random.nextInt(40);
      long adds = 0;
      for (int unit = 0; unit < units; unit++) {
        for (int input = 0; input < inputs; input++) {
          adds++;
        }
      }

      LayerEstimate dense =
          of(Shape.of(inputs), new CoreLayer.Dense(units, ActivationFunction.RELU, true));

      assertThat(dense.multiplyAdds()).isEqualTo(adds);
      assertThat(dense.parameters()).isEqualTo(adds + units);
      assertThat(dense.kept()).isEqualTo(units);
    }
  }

  @Test
  void shouldCountConvolutionsAsTheLoopsDo() {
    Random random = seeded();
    for (int round = 0; round < 50; round++) {
      int height = 4 + random.nextInt(8);
      int width = 4 + random.nextInt(8);
      int channels = 1 + random.nextInt(4);
      int filters = 1 + random.nextInt(5);
      int size = 1 + random.nextInt(4);
      int stride = 1 + random.nextInt(3);
      long places = 0;
      for (int y = 0; y + size <= height; y += stride) {
        for (int x = 0; x + size <= width; x += stride) {
          places++;
        }
      }

      Window window = Window.square(size, stride, Padding.VALID);
      LayerEstimate conv =
          of(
              Shape.of(height, width, channels),
              new ConvolutionLayer.Conv2D(filters, window, ActivationFunction.RELU, true));

      long kernel = (long) size * size * channels * filters;
      assertThat(conv.multiplyAdds()).isEqualTo(places * kernel);
      assertThat(conv.parameters()).isEqualTo(kernel + filters);
      assertThat(conv.kept()).isEqualTo(places * filters);
    }
  }

  @Test
  void shouldCountMemoryCellsAsTheLoopsDo() {
    Random random = seeded();
    for (int round = 0; round < 50; round++) {
      int time = 1 + random.nextInt(20);
      int features = 1 + random.nextInt(20);
      int units = 1 + random.nextInt(20);
      long adds = 0;
      for (int step = 0; step < time; step++) {
        for (int gate = 0; gate < 4; gate++) {
          adds += (long) units * features + (long) units * units;
        }
      }

      RecurrentLayer.LSTM layer = new RecurrentLayer.LSTM(units, true);
      LayerEstimate one = of(Shape.of(time, features), layer);
      LayerEstimate both =
          of(
              Shape.of(time, features),
              new RecurrentLayer.Bidirectional(layer, RecurrentLayer.MergeMode.SUM));

      assertThat(one.multiplyAdds()).isEqualTo(adds);
      assertThat(one.kept()).isEqualTo((long) time * units * 6);
      assertThat(both.multiplyAdds()).isEqualTo(2 * adds);
      assertThat(both.kept()).isEqualTo(2 * one.kept());
    }
  }

  @Test
  void shouldCountATransposedConvolutionByTheImageItReads() {
    Window window = Window.square(2, 2, Padding.SAME);

    LayerEstimate up =
        of(
            Shape.of(5, 6, 3),
            new ConvolutionLayer.Conv2DTranspose(4, window, ActivationFunction.LINEAR, true));

    assertThat(up.multiplyAdds()).isEqualTo(5 * 6 * 2 * 2 * 3 * 4);
  }

  @Test
  void shouldReckonLeNetAsByHand() {
    ModelEstimate estimate =
        ModelEstimate.of(Architectures.leNet(Shape.of(28, 28, 1), 10, 255), 64);

    long conv1 = 28 * 28 * 25 * 20;
    long conv2 = 14 * 14 * 25 * 20 * 50;
    long dense = 7 * 7 * 50 * 128 + 128 * 10;
    assertThat(estimate.forwardFlops()).isEqualTo(2 * (conv1 + conv2 + dense));
    assertThat(estimate.trainingFlops()).isEqualTo(6 * (conv1 + conv2 + dense));
    long images = 784 * 3 + 28 * 28 * 20 + 14 * 14 * 20 + 14 * 14 * 50 + 7 * 7 * 50;
    assertThat(estimate.activationBytes()).isEqualTo(4 * 64 * (images + 7 * 7 * 50 + 128 + 10));
    assertThat(estimate.parameterBytes()).isEqualTo(4 * 340_588);
    assertThat(estimate.optimizerBytes()).isEqualTo(2 * 4 * 340_588);
    assertThat(estimate.trainingBytes()).isEqualTo(estimate.activationBytes() + 4 * 4 * 340_588L);
  }

  /** 1.814 G multiply-adds are what torchvision states for ResNet-18 at 224 pixels. */
  @Test
  void shouldReckonResNet18AsByHand() {
    ModelEstimate estimate =
        ModelEstimate.of(Architectures.resNet18(Shape.of(224, 224, 3), 1_000, 255), 1);

    long stem = 112L * 112 * 7 * 7 * 3 * 64;
    long conv = 56L * 56 * 9 * 64 * 64;
    long halving = conv / 2 + conv * 3 + 28L * 28 * 64 * 128;
    long total = stem + 4 * conv + 3 * halving + 512 * 1_000;
    assertThat(total).isEqualTo(1_814_073_344L);
    assertThat(estimate.forwardFlops()).isEqualTo(2 * total);
    assertThat(estimate.parameters() - estimate.gradientBytes() / 4).isEqualTo(9_600);
  }

  @Test
  void shouldRefuseABatchOfNothing() {
    ModelSpec spec = Architectures.perceptron(4, 3, 2, 1);

    assertThatThrownBy(() -> ModelEstimate.of(spec, 0))
        .isInstanceOf(ModelSpecRefusedException.class);
  }

  private static Random seeded() {
    System.out.println("ModelEstimateTest seed " + SEED);
    return new Random(SEED);
  }

  /** The estimate of a layer that reads the input and is flattened into an answer. */
  private static LayerEstimate of(Shape input, Layer layer) {
    ModelSpec spec =
        new Sketch()
            .then("x", layer)
            .then("flat", new ShapingLayer.Flatten())
            .dense("output", 2, ActivationFunction.SOFTMAX)
            .classifier(input, 0.1);
    return ModelEstimate.of(spec, 3).layers().get(1);
  }
}
