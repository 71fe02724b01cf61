package assay.training.federated.data;

import assay.training.data.LabelledData;
import java.util.function.IntUnaryOperator;

/**
 * Labelled samples, held flat: sample i's values stand from {@code i * width}. Immutable, if
 * whoever reads an array leaves it as it is.
 */
public final class Samples {

  private final int width;
  private final int classes;
  private final float[] values;
  private final int[] labels;

  /**
   * @param width values per sample
   * @param classes labels run from 0 to {@code classes - 1}
   * @param values all samples', one after the other; not copied
   * @param labels one per sample; not copied
   */
  public Samples(int width, int classes, float[] values, int[] labels) {
    this.width = width;
    this.classes = classes;
    this.values = values;
    this.labels = labels;
  }

  /** Labelled data, its values brought to the range from 0 to 1. */
  public static Samples scaled(LabelledData data) {
    int width = data.format().width();
    float[] values = new float[data.size() * width];
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      data.copyValues(i, values, i * width);
      labels[i] = data.label(i);
    }
    float low = data.format().low();
    float range = data.format().high() - low;
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - low) / range;
    }
    return new Samples(width, data.format().classes(), values, labels);
  }

  public int size() {
    return labels.length;
  }

  public int width() {
    return width;
  }

  public int classes() {
    return classes;
  }

  /** All values, to be read only. */
  public float[] values() {
    return values;
  }

  public int label(int place) {
    return labels[place];
  }

  /** The samples at these places. */
  public Samples select(int... places) {
    float[] chosen = new float[places.length * width];
    int[] theirs = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, places[i] * width, chosen, i * width, width);
      theirs[i] = labels[places[i]];
    }
    return new Samples(width, classes, chosen, theirs);
  }

  /**
   * The same samples with other labels.
   *
   * @param relabelling gets a sample's place and gives its label
   */
  public Samples relabelled(IntUnaryOperator relabelling) {
    int[] others = new int[labels.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = relabelling.applyAsInt(i);
    }
    return new Samples(width, classes, values, others);
  }
}
