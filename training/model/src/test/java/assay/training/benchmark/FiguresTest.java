package assay.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.chain.Bytes32;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

  /** A machine so many times as fast as the reference in every kernel. */
  static Figures figures(double times) {
    Map<Kernel, Spread> speeds = new EnumMap<>(Kernel.class);
    for (Kernel kernel : Kernel.values()) {
      long speed = Math.round(kernel.reference() * times);
      speeds.put(kernel, new Spread(speed * 9 / 10, speed, speed * 11 / 10));
    }
    return new Figures(speeds);
  }

  @Test
  void shouldGiveTheReferenceMachineAThousandPoints() {
    assertThat(figures(1).score()).isEqualTo(new Spread(900, 1000, 1100));
    assertThat(figures(2.5).score().median()).isEqualTo(2500);
  }

  @Test
  void shouldTakeTheGeometricMean() {
    Map<Kernel, Spread> speeds = new EnumMap<>(figures(1).speeds());
    long eightfold = (long) (8 * Kernel.GEMM.reference());
    speeds.put(Kernel.GEMM, new Spread(eightfold, eightfold, eightfold));

    long score = new Figures(speeds).score().median();

    assertThat((double) score).isCloseTo(1000 * Math.pow(8, 1.0 / 6), within(1.0));
  }

  @Test
  void shouldTakeQuartilesThatWereMeasured() {
    assertThat(Spread.of(List.of(7L))).isEqualTo(new Spread(7, 7, 7));
    assertThat(Spread.of(List.of(4L, 1L, 3L, 2L))).isEqualTo(new Spread(1, 2, 3));
    assertThat(Spread.of(List.of(5L, 6L, 7L, 1L, 2L, 3L, 4L))).isEqualTo(new Spread(2, 4, 6));
  }

  @Test
  void shouldCallDriftWhatLiesOutsideTheSpreadByMoreThanATwentieth() {
    Figures attested = figures(1);

    assertThat(attested.drifted(figures(1.15))).isEmpty();
    assertThat(attested.drifted(figures(0.86))).isEmpty();
    assertThat(attested.drifted(figures(1.16))).containsOnlyKeys(Kernel.values());
    assertThat(attested.drifted(figures(0.5)).get(Kernel.LSTM)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shouldCountFlopsByTheRulesOfTheModelEstimate() {
    assertThat(Kernel.GEMM.work().cost().flops()).isEqualTo(2L * 1024 * 1024 * 1024);
    // The convolution and the ten classes after it.
    assertThat(Kernel.CONVOLUTION.work().cost().flops())
        .isEqualTo(16 * (2L * 28 * 28 * 64 * 64 * 9 + 2 * 64 * 10));
    // Sixteen steps of four gates that read input and memory.
    assertThat(Kernel.LSTM.work().cost().flops())
        .isEqualTo(64 * (2L * 16 * 4 * 256 * 512 + 2 * 256 * 10));
    assertThat(Kernel.AVERAGING.work().cost().intensity()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void shouldPinWhatAChainBeginsWith() {
    ProductChain chain = new ProductChain(Bytes32.ZERO, 4, 3);

    assertThat(chain.factor()).startsWith(-204, -227, -197, 140);
    assertThat(ProductChain.digest(PlainKernels.integers(chain)))
        .isEqualTo(
            new Bytes32("0xd9cf9421fae092f127c2941218d0b88980bb8c464548227342c8db6ea6723434"));
  }

  @Test
  void shouldRefuseSpreadsThatFall() {
    assertThatThrownBy(() -> new Spread(3, 2, 4)).hasMessageContaining("rise from 1");
  }
}
