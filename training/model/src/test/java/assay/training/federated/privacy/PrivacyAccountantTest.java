package assay.training.federated.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.privacy.PrivacyAccountant.Conversion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyAccountantTest {

  private static final double DELTA = 1e-5;

  /** Without sampling the divergence is α/2σ², and ε has a closed form. */
  @Test
  void shouldKnowTheGaussianWithoutSampling() {
    SampledGaussian step = new SampledGaussian(1, 2);

    assertThat(step.divergence(2)).isCloseTo(2 / 8.0, within(1e-12));
    assertThat(step.divergence(255)).isCloseTo(255 / 8.0, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "CLASSIC, 0.01, 4, 10000, 1.2586",
    "CLASSIC, 0.004166666666666667, 1.3, 3600, 1.1799",
    "IMPROVED, 0.01, 1.1, 10000, 5.6543",
    "IMPROVED, 0.05, 1, 500, 8.4323"
  })
  void shouldGiveThePublishedEpsilons(
      Conversion conversion, double rate, double noise, long steps, double epsilon) {
    PrivacyAccountant accountant = new PrivacyAccountant(new SampledGaussian(rate, noise), steps);

    assertThat(accountant.epsilon(DELTA, conversion)).isCloseTo(epsilon, within(5e-5));
  }

  @Test
  void shouldSpendNothingOnNoStep() {
    PrivacyAccountant accountant = new PrivacyAccountant(new SampledGaussian(0.1, 1), 0);

    assertThat(accountant.epsilon(DELTA, Conversion.IMPROVED)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1.1, 1", "0.1, 0", "0.1, NaN", "NaN, 1"})
  void shouldRefuseAStepThatIsNone(double rate, double noise) {
    assertThatThrownBy(() -> new SampledGaussian(rate, noise))
        .isInstanceOf(FederatedRefusedException.class);
  }
}
