package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeFloatsTest {

  @BeforeAll
  static void load() {
    TorchRuntime.prepareThread();
  }

  @Test
  void shouldGiveBackWhatWentIn() {
    float[] values = {1, 2, 3, 4, 5, 6};

    float[] back = NativeScope.in(() -> NativeFloats.floats(NativeFloats.tensor(values, 2, 3)));

    assertThat(back).containsExactly(values);
  }

  @Test
  void shouldReadAPermutedTensorInItsOwnOrder() {
    float[] back =
        NativeScope.in(
            () -> {
              Tensor tensor = NativeFloats.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
              return NativeFloats.floats(tensor.permute(1, 0));
            });

    assertThat(back).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void shouldRefuseMoreOrFewerNumbersThanTheShapeHolds() {
    assertThatThrownBy(() -> NativeFloats.tensor(new float[5], 2, 3))
        .hasMessageContaining("5 numbers do not fill a tensor of [2, 3]");
    assertThatThrownBy(() -> NativeFloats.tensor(new float[7], 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NativeFloats.integers(new long[3], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseSizesWhoseProductWrapsAroundOrIsNegative() {
    assertThatThrownBy(() -> NativeFloats.tensor(new float[0], 1L << 32, 1L << 32))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> NativeFloats.tensor(new float[6], -2, -3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseToOverwriteWithAnotherCount() {
    NativeScope.in(
        () -> {
          Tensor flat = NativeFloats.tensor(new float[4], 4);
          assertThatThrownBy(() -> NativeFloats.overwrite(flat, new float[5]))
              .isInstanceOf(IllegalArgumentException.class);
          NativeFloats.overwrite(flat, new float[] {4, 3, 2, 1});
          assertThat(NativeFloats.floats(flat)).containsExactly(4, 3, 2, 1);
          return flat;
        });
  }
}
