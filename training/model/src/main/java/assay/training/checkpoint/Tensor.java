package assay.training.checkpoint;

import assay.training.spec.TensorSpec;
import java.util.Arrays;
import java.util.Objects;

/**
 * The values of one tensor, row-major in Keras's axis order. Immutable: values are copied in and
 * out.
 */
public final class Tensor {

  private final TensorSpec spec;
  private final float[] values;

  private Tensor(TensorSpec spec, float[] values) {
    this.spec = spec;
    this.values = values;
  }

  /** Takes a copy of the values; refuses another number of them than the shape has. */
  public static Tensor of(TensorSpec spec, float[] values) {
    return owning(spec, values.clone());
  }

  /** Keeps the array itself: for callers in this package that give it away. */
  static Tensor owning(TensorSpec spec, float[] values) {
    if (values.length != spec.shape().elements()) {
      throw new CheckpointRefusedException(
          CheckpointRefusedException.Reason.WRONG_TENSORS,
          "Tensor "
              + spec.key()
              + " of "
              + spec.shape()
              + " cannot hold "
              + values.length
              + " values.");
    }
    return new Tensor(spec, values);
  }

  public TensorSpec spec() {
    return spec;
  }

  /** A copy of the values. */
  public float[] values() {
    return values.clone();
  }

  public float value(int index) {
    return values[index];
  }

  public int size() {
    return values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && spec.equals(tensor.spec)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(spec, Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return spec.key() + spec.shape();
  }
}
