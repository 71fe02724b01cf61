package assay.training.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in models have the sizes that their papers and usual implementations have. */
class ArchitecturesTest {

  private static final ModelSpec RESNET_18 =
      Architectures.resNet18(Shape.of(224, 224, 3), 1_000, 255);
  private static final ModelSpec RESNET_18_SMALL =
      Architectures.resNet18(Shape.of(32, 32, 3), 10, 255);
  private static final ModelSpec U_NET = Architectures.uNet(Shape.of(32, 32, 1), 2, 8, 1);

  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of(
            "perceptron",
            Architectures.perceptron(64, 128, 10, 16),
            64 * 128 + 128 + 128 * 10 + 10),
        Arguments.of(
            "LeNet",
            Architectures.leNet(Shape.of(28, 28, 1), 10, 255),
            520 + 25_050 + 313_728 + 1_290),
        Arguments.of(
            "ResNet-8: kernels, the output, four numbers for each of 336 normalised channels",
            Architectures.resNet8(Shape.of(32, 32, 3), 10, 255),
            76_720 + 650 + 4 * 336),
        Arguments.of(
            "ResNet-18 for CIFAR-10: trained as usually quoted, and running moments",
            RESNET_18_SMALL,
            11_173_962 + 9_600),
        Arguments.of(
            "ResNet-18 for ImageNet: trained as torchvision counts, and running moments",
            RESNET_18,
            11_689_512 + 9_600),
        Arguments.of("U-Net", U_NET, 29_330),
        Arguments.of(
            "LSTM classifier",
            Architectures.lstmClassifier(Shape.of(28, 28), 64, 10, 255),
            4 * 64 * (28 + 64 + 1) + 650));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("golden")
  void shouldHaveItsGoldenParameterCount(String name, ModelSpec spec, long parameters) {
    assertThat(spec.parameterCount()).isEqualTo(parameters);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("golden")
  void shouldSurviveItsJson(String name, ModelSpec spec, long parameters) {
    assertThat(ModelSpecJson.read(ModelSpecJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void shouldHalveLargeImagesTwiceInTheStemOfResNet18() {
    Map<LayerName, Shape> small = RESNET_18_SMALL.shapes();
    Map<LayerName, Shape> large = RESNET_18.shapes();

    assertThat(small.get(new LayerName("stem"))).isEqualTo(Shape.of(32, 32, 64));
    assertThat(large.get(new LayerName("stem_pool"))).isEqualTo(Shape.of(56, 56, 64));
    assertThat(large.get(new LayerName("s4b2_relu2"))).isEqualTo(Shape.of(7, 7, 512));
  }

  @Test
  void shouldTellAClassForEveryPixelOfAUNet() {
    assertThat(U_NET.shapeOf(new LayerName("output"))).isEqualTo(Shape.of(32, 32, 2));
  }

  @Test
  void shouldRefuseAUNetOverAnImageThatCannotBeHalvedTwice() {
    assertThatThrownBy(() -> Architectures.uNet(Shape.of(30, 32, 1), 2, 8, 1))
        .isInstanceOf(ModelSpecRefusedException.class)
        .hasMessageContaining("halves");
  }
}
