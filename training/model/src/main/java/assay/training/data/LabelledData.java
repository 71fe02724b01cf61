package assay.training.data;

import assay.chain.Bytes32;
import assay.chain.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of one format, in a fixed order, held flat in memory. Every value lies within the
 * format's range and every label within its classes. Immutable, safe for threads.
 */
public final class LabelledData {

  private final DataFormat format;
  private final float[] values;
  private final int[] labels;

  private LabelledData(DataFormat format, float[] values, int[] labels) {
    this.format = format;
    this.values = values;
    this.labels = labels;
  }

  /** Takes a copy of samples; refuses one that breaks the format. */
  public static LabelledData of(DataFormat format, List<Sample> samples) {
    float[] values = new float[Math.multiplyExact(samples.size(), format.width())];
    int[] labels = new int[samples.size()];
    for (int i = 0; i < labels.length; i++) {
      Sample sample = samples.get(i);
      requireFit(format, sample, i);
      System.arraycopy(sample.values(), 0, values, i * format.width(), format.width());
      labels[i] = sample.label();
    }
    return new LabelledData(format, values, labels);
  }

  public DataFormat format() {
    return format;
  }

  public int size() {
    return labels.length;
  }

  public int label(int index) {
    return labels[index];
  }

  public Sample sample(int index) {
    int from = index * format.width();
    return new Sample(Arrays.copyOfRange(values, from, from + format.width()), labels[index]);
  }

  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      samples.add(sample(i));
    }
    return samples;
  }

  /** Copies one sample's values to a place in an array, without an object per sample. */
  public void copyValues(int index, float[] target, int offset) {
    System.arraycopy(values, index * format.width(), target, offset, format.width());
  }

  /** The samples at these places, in this order. */
  public LabelledData select(int... indices) {
    float[] chosen = new float[Math.multiplyExact(indices.length, format.width())];
    int[] chosenLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      copyValues(indices[i], chosen, i * format.width());
      chosenLabels[i] = labels[indices[i]];
    }
    return new LabelledData(format, chosen, chosenLabels);
  }

  /** These samples, then the others'. */
  public LabelledData plus(LabelledData other) {
    if (!format.equals(other.format)) {
      throw new DataRefusedException(
          "Data of " + format + " cannot be joined with " + other.format + ".");
    }
    float[] joined = Arrays.copyOf(values, Math.addExact(values.length, other.values.length));
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    int[] joinedLabels = Arrays.copyOf(labels, labels.length + other.labels.length);
    System.arraycopy(other.labels, 0, joinedLabels, labels.length, other.labels.length);
    return new LabelledData(format, joined, joinedLabels);
  }

  /** SHA-256 over all samples' bytes in order: the data's identity, whatever file it came from. */
  public Bytes32 sha256() {
    MessageDigest digest = Sha256.digest();
    ByteBuffer buffer = ByteBuffer.allocate(format.sampleBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size(); i++) {
      buffer.clear();
      for (int j = 0; j < format.width(); j++) {
        buffer.putFloat(values[i * format.width() + j]);
      }
      digest.update(buffer.putInt(labels[i]).array());
    }
    return Bytes32.of(digest.digest());
  }

  private static void requireFit(DataFormat format, Sample sample, int place) {
    float[] values = sample.values();
    boolean fits =
        values.length == format.width() && sample.label() >= 0 && sample.label() < format.classes();
    for (float value : values) {
      fits &= format.holds(value);
    }
    if (!fits) {
      throw new DataRefusedException(
          "Sample " + place + " (" + sample + ") does not keep to " + format + ".");
    }
  }
}
