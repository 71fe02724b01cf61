package assay.engine.torch;

import assay.training.data.LabelledData;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import java.util.Arrays;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Assembles mini-batches from samples on a device. Safe for threads. */
final class Batches {

  private final LabelledData data;
  private final Shape input;

  Batches(LabelledData data, ModelSpec spec) {
    this.data = data;
    this.input = spec.input();
  }

  /** The samples at these places. */
  Batch batch(int[] places, Device device) {
    long[] labels = Arrays.stream(places).mapToLong(data::label).toArray();
    Tensor onDevice =
        NativeFloats.integers(labels, labels.length).to(device, torch.ScalarType.Long);
    return new Batch(features(places, device), onDevice);
  }

  /** The values of the samples at these places. */
  Tensor features(int[] places, Device device) {
    int width = data.format().width();
    float[] values = new float[places.length * width];
    for (int i = 0; i < places.length; i++) {
      data.copyValues(places[i], values, i * width);
    }
    Tensor keras = NativeFloats.tensor(values, Axes.keras(places.length, input));
    return Axes.fromKeras(keras.to(device, torch.ScalarType.Float), input);
  }
}
