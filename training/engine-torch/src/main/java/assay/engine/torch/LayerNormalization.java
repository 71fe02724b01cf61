package assay.engine.torch;

import assay.training.spec.LayerName;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalises each place over its channels, samples apart. */
final class LayerNormalization implements Operation {

  private final NormalizationLayer.LayerNormalization layer;
  private final Shape shape;
  private final Tensor scale;
  private final Tensor offset;

  LayerNormalization(
      NormalizationLayer.LayerNormalization layer,
      LayerName name,
      Shape shape,
      Parameters parameters) {
    this.layer = layer;
    this.shape = shape;
    this.scale = parameters.get(name, "gamma");
    this.offset = parameters.get(name, "beta");
  }

  @Override
  public Tensor apply(List<Tensor> inputs, Pass pass) {
    Tensor normalised =
        torch.layer_norm(
            Axes.toKeras(inputs.get(0), shape),
            new long[] {shape.channels()},
            new TensorOptional(scale),
            new TensorOptional(offset),
            layer.epsilon(),
            false);
    return Axes.fromKeras(normalised, shape);
  }
}
