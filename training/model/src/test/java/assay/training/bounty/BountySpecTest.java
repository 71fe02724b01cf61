package assay.training.bounty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.seal.Seal;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpecJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BountySpecTest {

  private static final byte[] SEALED = {1, 2, 3};
  private static final String MODEL =
      new String(ModelSpecJson.write(Architectures.perceptron(4, 8, 6, 1)), StandardCharsets.UTF_8);

  private static BountySpec asking(String metric, int classes) {
    Bytes32 hash = Bytes32.ZERO;
    return new BountySpec(
        BountySpec.FORMAT,
        "Tell them apart",
        "",
        metric,
        MODEL,
        new BountySpec.Data(4, 0, 1, classes),
        new BountySpec.SealedTestSet(Cid.of(Cid.Codec.RAW, SEALED), new Seal(hash, 3, hash, 3)));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCURACY", "TOP_K_ACCURACY"})
  void shouldReadWhatItPaysFor(Metric metric) {
    BountySpec spec = asking(metric.word(), 6);

    assertThat(BountySpec.parse(spec.toJson())).isEqualTo(spec);
    assertThat(spec.criterion()).isEqualTo(metric);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auc", "Accuracy", "", "top_5"})
  void shouldRefuseWhatNotEveryEvaluatorCountsAlike(String metric) {
    assertThatThrownBy(() -> asking(metric, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + metric + "'")
        .hasMessageContaining("accuracy and top_k_categorical_accuracy are paid for");
  }

  @Test
  void shouldRefuseACriterionThatEveryModelMeets() {
    assertThatThrownBy(() -> asking(Metric.TOP_K_ACCURACY.word(), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask for accuracy");
  }
}
