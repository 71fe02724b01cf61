package assay.training.federated.compression;

import assay.training.federated.FederatedRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * Every number on one of 2^bits even steps from -s to s, where s is the largest size of any,
 * rounded up or down by chance so that its mean is the number itself (after Alistarh et al., "QSGD:
 * Communication-Efficient SGD via Gradient Quantization and Encoding", 2017): 4 + ⌈d·bits/8⌉ bytes,
 * s first, then the steps, low bits first.
 *
 * @param bits 2, 4 or 8
 */
public record Quantized(int bits) implements Compression {

  public Quantized {
    FederatedRefusedException.require(
        bits == 2 || bits == 4 || bits == 8,
        "Numbers are sent in 2, 4 or 8 bits, not %s.".formatted(bits));
  }

  @Override
  public byte[] encode(float[] vector, RandomGenerator random) {
    float scale = 0;
    for (float value : vector) {
      scale = Math.max(scale, Math.abs(value));
    }
    byte[] encoded = new byte[bytes(vector.length)];
    ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).putFloat(scale);
    for (int i = 0; i < vector.length && scale > 0; i++) {
      double exact = (vector[i] / (double) scale + 1) / 2 * steps();
      int step = (int) Math.min(steps(), Math.floor(exact + random.nextDouble()));
      encoded[Float.BYTES + i * bits / Byte.SIZE] |= (byte) (step << i * bits % Byte.SIZE);
    }
    return encoded;
  }

  @Override
  public float[] decode(byte[] encoded, int parameters) {
    CompressionRefusedException.requireLength(encoded, bytes(parameters));
    double scale = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    if (!(scale >= 0 && scale <= Float.MAX_VALUE)) {
      throw new CompressionRefusedException(
          "A scale of " + scale + " is not a number from 0; the client has to train again.");
    }
    float[] vector = new float[parameters];
    for (int i = 0; i < parameters && scale > 0; i++) {
      int step = encoded[Float.BYTES + i * bits / Byte.SIZE] >> i * bits % Byte.SIZE & steps();
      vector[i] = (float) (scale * (2.0 * step / steps() - 1));
    }
    return vector;
  }

  @Override
  public int bytes(int parameters) {
    return Float.BYTES + Math.toIntExact(((long) parameters * bits + Byte.SIZE - 1) / Byte.SIZE);
  }

  private int steps() {
    return (1 << bits) - 1;
  }

  @Override
  public boolean isBiased() {
    return false;
  }
}
