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
import java.util.Optional;
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

  private static BountySpec byRounds(FederatedTerms terms) {
    BountySpec plain = asking("accuracy", 6);
    return new BountySpec(
        plain.format(),
        plain.name(),
        plain.description(),
        plain.metric(),
        plain.model(),
        plain.data(),
        plain.testSet(),
        Optional.of(terms));
  }

  private static FederatedTerms terms(int leastSites) {
    return new FederatedTerms(FederatedTerms.FED_AVG, 10, 2, 16, 0.1, leastSites, 300);
  }

  @Test
  void shouldReadTheTermsOfOneThatIsTrainedByRounds() {
    BountySpec spec = byRounds(terms(2));

    assertThat(BountySpec.parse(spec.toJson())).isEqualTo(spec);
    assertThat(BountySpec.parse(spec.toJson()).federated()).contains(terms(2));
  }

  /** The hash of what stands on chain already must not change. */
  @Test
  void shouldWriteTheSameFileAsBeforeWithoutTerms() {
    assertThat(new String(asking("accuracy", 6).toJson(), StandardCharsets.UTF_8))
        .doesNotContain("federated")
        .endsWith("  }\n}\n");
  }

  @Test
  void shouldRefuseTermsThatNobodyCanTrainBy() {
    String json = new String(byRounds(terms(2)).toJson(), StandardCharsets.UTF_8);

    assertThatThrownBy(() -> parse(json.replace("fed-avg", "fed-up")))
        .isInstanceOf(BountySpecRefusedException.class)
        .hasMessageContaining("The strategy is 'fed-up'; agents train by fed-avg");
    assertThatThrownBy(() -> parse(json.replace("\"leastSites\" : 2", "\"leastSites\" : 17")))
        .isInstanceOf(BountySpecRefusedException.class)
        .hasMessageContaining("leastSites is 17; give 1 to 16");
    assertThatThrownBy(
            () -> parse(json.replace("\"learningRate\" : 0.1", "\"learningRate\" : 0.0")))
        .isInstanceOf(BountySpecRefusedException.class)
        .hasMessageContaining("learningRate is 0.0");
  }

  @Test
  void shouldRefuseASpecificationWhoseTermsAreHalfThere() {
    String json = new String(byRounds(terms(2)).toJson(), StandardCharsets.UTF_8);

    assertThatThrownBy(() -> parse(json.replace("\"leastSites\" : 2,", "")))
        .isInstanceOf(BountySpecRefusedException.class)
        .hasMessageContaining("leastSites");
    assertThatThrownBy(() -> parse(json.replaceFirst("\"metric\" : \"accuracy\",", "")))
        .isInstanceOf(BountySpecRefusedException.class)
        .hasMessageContaining("metric");
  }

  private static BountySpec parse(String json) {
    return BountySpec.parse(json.getBytes(StandardCharsets.UTF_8));
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
