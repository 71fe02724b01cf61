package assay.training.federated.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/** Every number as it is: 4·d bytes, little-endian. */
public record Exact() implements Compression {

  @Override
  public byte[] encode(float[] vector, RandomGenerator random) {
    ByteBuffer bytes = ByteBuffer.allocate(bytes(vector.length)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  @Override
  public float[] decode(byte[] encoded, int parameters) {
    CompressionRefusedException.requireLength(encoded, bytes(parameters));
    float[] vector = new float[parameters];
    ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  @Override
  public int bytes(int parameters) {
    return Math.multiplyExact(Float.BYTES, parameters);
  }

  @Override
  public boolean isBiased() {
    return false;
  }
}
