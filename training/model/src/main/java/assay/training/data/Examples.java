package assay.training.data;

import java.util.Arrays;

/**
 * Samples as a model learns from them: what goes in, and what should come out, in Keras's order of
 * axes, channels last. Immutable, safe for threads.
 *
 * @param data the samples
 * @param target what is to be learned of each
 * @param channels of the answer at each place: classes one-hot, or 1 for two classes as 0 and 1
 */
public record Examples(LabelledData data, Target target, int channels) {

  public Examples {
    if (target instanceof Target.LabelMap map) {
      requireLabels(data, map);
    }
  }

  private static void requireLabels(LabelledData data, Target.LabelMap map) {
    float[] values = new float[data.format().width()];
    for (int i = 0; i < data.size(); i++) {
      data.copyValues(i, values, 0);
      for (int j = values.length - map.values(); j < values.length; j++) {
        if (values[j] != Math.rint(values[j])
            || values[j] < 0
            || values[j] >= data.format().classes()) {
          throw new DataRefusedException(
              "Sample " + i + " maps a place to " + values[j] + ", which is no class; correct it.");
        }
      }
    }
  }

  public int size() {
    return data.size();
  }

  /** Values of a sample that go into the model. */
  public int inputWidth() {
    return data.format().width() - target.values();
  }

  /** Numbers that should come out for a sample. */
  public int targetWidth() {
    if (target instanceof Target.Nothing) {
      return 0;
    }
    if (target instanceof Target.LabelMap map) {
      return map.values() * channels;
    }
    return target instanceof Target.Numbers numbers ? numbers.values() : channels;
  }

  /** What goes in for the samples at {@code order[from]} and following, one after another. */
  public float[] inputs(int[] order, int from, int size) {
    float[] row = new float[data.format().width()];
    float[] inputs = new float[Math.multiplyExact(size, inputWidth())];
    for (int i = 0; i < size; i++) {
      data.copyValues(order[from + i], row, 0);
      System.arraycopy(row, 0, inputs, i * inputWidth(), inputWidth());
    }
    return inputs;
  }

  /** What should come out for the samples at {@code order[from]} and following. */
  public float[] targets(int[] order, int from, int size) {
    float[] targets = new float[Math.multiplyExact(size, targetWidth())];
    for (int i = 0; i < size; i++) {
      putTarget(order[from + i], targets, i * targetWidth());
    }
    return targets;
  }

  /** All samples' places in their own order. */
  public int[] inOrder() {
    int[] order = new int[size()];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private void putTarget(int index, float[] targets, int at) {
    if (target instanceof Target.Label) {
      putClass(data.label(index), targets, at);
      return;
    }
    float[] row = new float[data.format().width()];
    data.copyValues(index, row, 0);
    for (int i = 0; i < target.values(); i++) {
      float value = row[inputWidth() + i];
      if (target instanceof Target.LabelMap) {
        putClass((int) value, targets, at + i * channels);
      } else {
        targets[at + i] = value;
      }
    }
  }

  private void putClass(int label, float[] targets, int at) {
    if (channels == 1) {
      targets[at] = label;
    } else {
      targets[at + label] = 1;
    }
  }
}
