package assay.training.data;

import assay.chain.Bytes32;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One labelled sample within its format. Immutable: values are copied in and out. */
public final class Sample {

  private final float[] values;
  private final int label;

  public Sample(float[] values, int label) {
    this.values = values.clone();
    this.label = label;
  }

  public float[] values() {
    return values.clone();
  }

  public int label() {
    return label;
  }

  /** The one byte form: each value as float32, then the label as int32, all little-endian. */
  public byte[] bytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate((values.length + 1) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.putInt(label).array();
  }

  /** Reads {@link #bytes()}; the caller checks values and label against its format. */
  public static Sample ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.length / Float.BYTES - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getFloat();
    }
    return new Sample(values, buffer.getInt());
  }

  /** SHA-256 of {@link #bytes()}: the sample's identity in a test set's tree. */
  public Bytes32 sha256() {
    return Bytes32.sha256(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample sample
        && label == sample.label
        && Arrays.equals(values, sample.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + label;
  }

  @Override
  public String toString() {
    return "sample of class " + label + " with " + values.length + " values";
  }
}
