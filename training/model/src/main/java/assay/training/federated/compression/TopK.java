package assay.training.federated.compression;

import assay.training.federated.FederatedRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The k = ⌈fraction·d⌉ numbers farthest from 0 with their places, the others as 0: 8·k bytes, a
 * place and a number each, little-endian, places ascending. Of equals the first count. What is left
 * out has to be kept for later: {@link ErrorFeedback}.
 *
 * @param fraction above 0, at most 1
 */
public record TopK(double fraction) implements Compression {

  private static final int ENTRY = Integer.BYTES + Float.BYTES;

  public TopK {
    FederatedRefusedException.require(
        fraction > 0 && fraction <= 1,
        "Top-k keeps a part above 0 and at most 1, not %s.".formatted(fraction));
  }

  @Override
  public byte[] encode(float[] vector, RandomGenerator random) {
    int kept = kept(vector.length);
    float threshold = threshold(vector, kept);
    int atThreshold = kept - above(vector, threshold);
    ByteBuffer bytes = ByteBuffer.allocate(ENTRY * kept).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vector.length; i++) {
      int order = Float.compare(Math.abs(vector[i]), threshold);
      boolean isKept = order > 0 || (order == 0 && atThreshold-- > 0);
      if (isKept) {
        bytes.putInt(i).putFloat(vector[i]);
      }
    }
    return bytes.array();
  }

  private static float threshold(float[] vector, int kept) {
    float[] sizes = new float[vector.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(vector[i]);
    }
    Arrays.sort(sizes);
    return sizes[sizes.length - kept];
  }

  private static int above(float[] vector, float threshold) {
    int above = 0;
    for (float value : vector) {
      above += Float.compare(Math.abs(value), threshold) > 0 ? 1 : 0;
    }
    return above;
  }

  @Override
  public float[] decode(byte[] encoded, int parameters) {
    CompressionRefusedException.requireLength(encoded, bytes(parameters));
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[parameters];
    int before = -1;
    while (bytes.hasRemaining()) {
      int place = bytes.getInt();
      if (place <= before || place >= parameters) {
        throw new CompressionRefusedException(
            "Place %d after %d is none of %d parameters in ascending order."
                .formatted(place, before, parameters));
      }
      vector[place] = bytes.getFloat();
      before = place;
    }
    return vector;
  }

  @Override
  public int bytes(int parameters) {
    return Math.multiplyExact(ENTRY, kept(parameters));
  }

  private int kept(int parameters) {
    return (int) Math.ceil(fraction * parameters);
  }

  @Override
  public boolean isBiased() {
    return true;
  }
}
