package assay.web.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.training.spec.ModelSpecRefusedException;
import assay.web.resource.ModelsResource.EstimateView;
import assay.web.resource.ModelsResource.LayerView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsResourceTest {

  private final ModelsResource models = new ModelsResource();

  private EstimateView estimate(byte[] spec) throws IOException {
    return models.estimate(64, new ByteArrayInputStream(spec));
  }

  @ParameterizedTest
  @ValueSource(strings = {"perceptron", "lenet", "resnet8"})
  void shouldReckonWhatItsOwnTemplatesCost(String template) throws IOException {
    EstimateView cost = estimate(models.template(template, 28, 28, 1, 10, 255));

    assertThat(cost.layers())
        .last()
        .satisfies(output -> assertThat(output.shape()).containsExactly(10));
    assertThat(cost.parameters())
        .isEqualTo(cost.layers().stream().mapToLong(LayerView::parameters).sum());
    assertThat(cost.trainingFlops())
        .isEqualTo(6 * cost.layers().stream().mapToLong(LayerView::multiplyAdds).sum());
  }

  @Test
  void shouldRefuseWhatIsNoModel() {
    byte[] none = "{\"format\": \"assay-model/1\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> estimate(none)).isInstanceOf(ModelSpecRefusedException.class);
  }

  @Test
  void shouldRefuseMoreThanAnyModelIsLong() {
    assertThatThrownBy(() -> estimate(new byte[1 << 20]))
        .isInstanceOf(ModelSpecRefusedException.class);
  }

  @Test
  void shouldRefuseAStepThatIsTooLarge() {
    assertThatThrownBy(
            () -> models.estimate(1 << 17, new ByteArrayInputStream(new byte[] {'{', '}'})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseImagesThatCannotBeScaled(double highest) {
    assertThatThrownBy(() -> models.template("lenet", 8, 8, 1, 10, highest))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseImagesThatNoModelReads() {
    assertThatThrownBy(() -> models.template("perceptron", 1 << 16, 1 << 16, 1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4294967296 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vgg", "../lenet"})
  void shouldKnowNoOtherTemplates(String name) {
    assertThatThrownBy(() -> models.template(name, 8, 8, 1, 10, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("perceptron, lenet or resnet8");
  }
}
