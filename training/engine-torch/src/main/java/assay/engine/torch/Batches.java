package assay.engine.torch;

import assay.training.data.Examples;
import assay.training.data.LabelledData;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Assembles mini-batches from samples on a device. Safe for threads. */
final class Batches {

  private final Examples examples;
  private final int[] inOrder;
  private final Shape input;
  private final Shape answer;

  Batches(LabelledData data, ModelSpec spec) {
    this.examples = TrainingJob.examples(spec, data);
    this.inOrder = examples.inOrder();
    this.input = spec.input();
    this.answer = spec.answer();
  }

  /** So many samples of an epoch from this place on, augmented. */
  Batch batch(TrainingEpoch epoch, int from, int size, Device device) {
    return new Batch(
        tensor(epoch.inputs(from, size), size, input, device),
        tensor(epoch.targets(from, size), size, answer, device));
  }

  /** The values of so many samples from this one on, in their own order. */
  Tensor features(int from, int size, Device device) {
    return tensor(examples.inputs(inOrder, from, size), size, input, device);
  }

  private static Tensor tensor(float[] values, int size, Shape sample, Device device) {
    Tensor keras = NativeFloats.tensor(values, Axes.keras(size, sample));
    return Axes.fromKeras(keras.to(device, torch.ScalarType.Float), sample);
  }
}
