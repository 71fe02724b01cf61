package assay.engine.dl4j;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Assembles native mini-batches from samples; images and sequences go in channels first. */
final class Batches {

  private final LabelledData data;
  private final Shape input;

  Batches(LabelledData data, ModelSpec spec) {
    this.data = data;
    this.input = spec.input();
  }

  DataSet batch(int[] order, int from, int size) {
    float[] labels = new float[size * data.format().classes()];
    for (int i = 0; i < size; i++) {
      labels[i * data.format().classes() + data.label(order[from + i])] = 1;
    }
    INDArray expected = Nd4j.create(labels, new long[] {size, data.format().classes()}, 'c');
    return new DataSet(features(order, from, size), expected);
  }

  INDArray features(int[] order, int from, int size) {
    int width = data.format().width();
    float[] values = new float[size * width];
    for (int i = 0; i < size; i++) {
      data.copyValues(order[from + i], values, i * width);
    }
    long[] shape = new long[input.axes() + 1];
    shape[0] = size;
    for (int axis = 0; axis < input.axes(); axis++) {
      shape[axis + 1] = input.size(axis);
    }
    return KerasReshape.channelsFirst(Nd4j.create(values, shape, 'c'), input.axes());
  }

  /** All samples in their own order. */
  int[] inOrder() {
    int[] order = new int[data.size()];
    Arrays.setAll(order, i -> i);
    return order;
  }
}
