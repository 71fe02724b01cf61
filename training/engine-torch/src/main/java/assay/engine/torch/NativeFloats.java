package assay.engine.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The only place where numbers cross between Java arrays and native memory: through bounded buffers
 * and after their sizes were compared, because the library's own pointers check nothing. Stateless.
 */
final class NativeFloats {

  private NativeFloats() {}

  /** A CPU tensor with a copy of the values; refuses a shape of another number of elements. */
  static Tensor tensor(float[] values, long... shape) {
    requireElements(values.length, shape);
    Tensor tensor = torch.empty(shape);
    FloatBuffer buffer = tensor.createBuffer();
    buffer.put(values);
    return tensor;
  }

  /** A CPU tensor of whole numbers. */
  static Tensor integers(long[] values, long... shape) {
    requireElements(values.length, shape);
    return Tensor.create(values, shape);
  }

  /** A copy of a tensor's numbers in row-major order, wherever they lie. */
  static float[] floats(Tensor tensor) {
    return NativeScope.in(
        () -> {
          Tensor here = tensor.detach().cpu().contiguous();
          float[] values = new float[Math.toIntExact(here.numel())];
          if (values.length > 0) {
            FloatBuffer buffer = here.createBuffer();
            buffer.get(values);
          }
          return values;
        });
  }

  /** Overwrites a flat tensor; refuses another number of values than it holds. */
  static void overwrite(Tensor flat, float[] values) {
    requireElements(values.length, flat.numel());
    if (values.length > 0) {
      NativeScope.in(() -> flat.copy_(tensor(values, values.length)));
    }
  }

  private static void requireElements(long have, long... shape) {
    long wanted = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    boolean isNegative = Arrays.stream(shape).anyMatch(size -> size < 0);
    if (isNegative || wanted != have) {
      throw new IllegalArgumentException(
          have + " numbers do not fill a tensor of " + Arrays.toString(shape) + ".");
    }
  }
}
