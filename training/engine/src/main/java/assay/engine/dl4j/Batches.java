package assay.engine.dl4j;

import assay.training.data.Examples;
import assay.training.data.LabelledData;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Assembles native mini-batches from samples; images and sequences go in channels first. */
final class Batches {

  private final Examples examples;
  private final Shape input;
  private final Shape answer;

  Batches(LabelledData data, ModelSpec spec) {
    this.examples = TrainingJob.examples(spec, data);
    this.input = spec.input();
    this.answer = spec.answer();
  }

  DataSet batch(int[] order, int from, int size) {
    INDArray expected = array(examples.targets(order, from, size), size, answer);
    return new DataSet(features(order, from, size), expected);
  }

  /** From an epoch, augmented. */
  DataSet batch(TrainingEpoch epoch, int from, int size) {
    return new DataSet(
        array(epoch.inputs(from, size), size, input),
        array(epoch.targets(from, size), size, answer));
  }

  /** The same into a batch of that size. */
  void refill(DataSet batch, TrainingEpoch epoch, int from, int size) {
    overwrite(batch.getFeatures(), epoch.inputs(from, size), size, input);
    overwrite(batch.getLabels(), epoch.targets(from, size), size, answer);
  }

  INDArray features(int[] order, int from, int size) {
    return array(examples.inputs(order, from, size), size, input);
  }

  private static INDArray array(float[] values, int size, Shape sample) {
    INDArray keras = NativeFloats.array(values, shape(size, sample));
    return KerasReshape.channelsFirst(keras, sample.axes());
  }

  private static void overwrite(INDArray array, float[] values, int size, Shape sample) {
    if (sample.isVector()) {
      NativeFloats.overwrite(array, values);
      return;
    }
    INDArray keras = NativeFloats.array(values, shape(size, sample));
    array.assign(KerasReshape.channelsFirstView(keras, sample.axes()));
    keras.close();
  }

  private static long[] shape(int size, Shape sample) {
    long[] shape = new long[sample.axes() + 1];
    shape[0] = size;
    for (int axis = 0; axis < sample.axes(); axis++) {
      shape[axis + 1] = sample.size(axis);
    }
    return shape;
  }

  /** All samples in their own order. */
  int[] inOrder() {
    return examples.inOrder();
  }
}
