package assay.training.federated.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

  private static final long SEED = 17;

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @CsvSource({"1, 5, 5", "9, 13, 7", "10000, 10004, 2504"})
  void shouldKnowItsBytesExactly(int parameters, int eightBits, int twoBits) {
    assertThat(new Quantized(8).encode(vector(parameters), random)).hasSize(eightBits);
    assertThat(new Quantized(8).bytes(parameters)).isEqualTo(eightBits);
    assertThat(new Exact().encode(vector(parameters), random)).hasSize(4 * parameters);
    assertThat(new Quantized(2).bytes(parameters)).isEqualTo(twoBits);
  }

  @Test
  void shouldSendExactNumbersUnchanged() {
    float[] vector = vector(100);

    assertThat(new Exact().decode(new Exact().encode(vector, random), 100)).isEqualTo(vector);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void shouldGiveTheNumbersThemselvesOnTheMean(int bits) {
    Quantized quantized = new Quantized(bits);
    float[] vector = {-1, -0.61f, -0.02f, 0, 0.33f, 0.99f, 1};
    int draws = 40_000;
    double[] sums = new double[vector.length];
    for (int draw = 0; draw < draws; draw++) {
      float[] decoded = quantized.decode(quantized.encode(vector, random), vector.length);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += decoded[i];
      }
    }

    double deviation = 2.0 / ((1 << bits) - 1) / 2 / Math.sqrt(draws);
    for (int i = 0; i < sums.length; i++) {
      assertThat(sums[i] / draws)
          .as("seed %d, %d bits", SEED, bits)
          .isCloseTo(vector[i], within(5 * deviation + 1e-6));
    }
  }

  @Test
  void shouldNotLeaveTheStepsAboutANumber() {
    float[] vector = vector(500);
    float[] decoded = new Quantized(4).decode(new Quantized(4).encode(vector, random), 500);

    float scale = 0;
    for (float value : vector) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < vector.length; i++) {
      assertThat(decoded[i]).isCloseTo(vector[i], within(2 * scale / 15 * 1.0001f));
    }
  }

  @Test
  void shouldSendNothingButZerosForZeros() {
    Quantized quantized = new Quantized(2);

    assertThat(quantized.decode(quantized.encode(new float[5], random), 5)).containsOnly(0);
  }

  @Test
  void shouldKeepTheLargestNumbersAndOfEqualsTheFirst() {
    TopK half = new TopK(0.5);
    byte[] encoded = half.encode(new float[] {1, -3, 1, 0.5f, 2, 1}, random);

    assertThat(encoded).hasSize(half.bytes(6)).hasSize(24);
    assertThat(half.decode(encoded, 6)).containsExactly(1, -3, 0, 0, 2, 0);
  }

  @Test
  void shouldSendInTheEndWhatWasLeftOutBefore() {
    TopK third = new TopK(0.3);
    ErrorFeedback feedback = new ErrorFeedback(third);
    float[] delta = {3, 2, 1};
    float[] sent = new float[3];
    for (int round = 0; round < 6; round++) {
      float[] now = third.decode(feedback.encode(delta, random), 3);
      for (int i = 0; i < sent.length; i++) {
        sent[i] += now[i];
      }
    }

    for (int i = 0; i < sent.length; i++) {
      assertThat(6 * delta[i] - sent[i]).as("left of parameter %d", i).isBetween(0f, 9f);
    }
    assertThat(sent[2]).isPositive();
  }

  @Test
  void shouldRefuseBytesOfAnotherModel() {
    for (Compression compression :
        new Compression[] {new Exact(), new TopK(0.5), new Quantized(8)}) {
      byte[] encoded = compression.encode(vector(10), random);

      assertThatThrownBy(() -> compression.decode(encoded, 30))
          .isInstanceOf(CompressionRefusedException.class)
          .hasMessageContaining("bytes instead of");
    }
  }

  @Test
  void shouldRefusePlacesOutOfOrderAndAScaleThatIsNone() {
    byte[] places = new TopK(1).encode(vector(2), random);
    places[8] = 0;
    byte[] scale = new Quantized(8).encode(new float[] {Float.NaN}, random);

    assertThatThrownBy(() -> new TopK(1).decode(places, 2))
        .isInstanceOf(CompressionRefusedException.class)
        .hasMessageContaining("Place 0 after 0");
    assertThatThrownBy(() -> new Quantized(8).decode(scale, 1))
        .isInstanceOf(CompressionRefusedException.class)
        .hasMessageContaining("scale");
  }

  @Test
  void shouldRefuseSettingsOutOfRange() {
    assertThatThrownBy(() -> new TopK(0)).isInstanceOf(FederatedRefusedException.class);
    assertThatThrownBy(() -> new Quantized(3)).isInstanceOf(FederatedRefusedException.class);
  }

  private float[] vector(int parameters) {
    float[] vector = new float[parameters];
    for (int i = 0; i < parameters; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
