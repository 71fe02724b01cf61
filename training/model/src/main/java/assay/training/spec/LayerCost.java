package assay.training.spec;

import assay.training.spec.ModelEstimate.LayerEstimate;
import java.util.List;
import java.util.Map;

/**
 * Reckons single layers. The limits keep every product within a long: a kernel has at most 2^24
 * numbers and is applied at most 2^22 times per sample.
 */
final class LayerCost {

  private final Map<LayerName, Shape> shapes;
  private final List<TensorSpec> tensors;

  LayerCost(ModelSpec spec) {
    this.shapes = spec.shapes();
    this.tensors = spec.tensors();
  }

  LayerEstimate of(LayerNode node) {
    Shape input = shape(node.inbound().get(0));
    Shape output = shape(node.name());
    List<TensorSpec> own = tensors.stream().filter(t -> t.layer().equals(node.name())).toList();
    return new LayerEstimate(
        node.name(),
        node.layer().className(),
        output,
        elements(own),
        elements(own.stream().filter(TensorSpec::isTrained).toList()),
        uses(node.layer(), input, output)
            * elements(own.stream().filter(TensorSpec::isKernel).toList()),
        kept(node.layer(), input, output));
  }

  private Shape shape(LayerName name) {
    return shapes.getOrDefault(name, Shape.of(1));
  }

  /** How often one sample meets each number of the layer's kernels. */
  private static long uses(Layer layer, Shape input, Shape output) {
    if (layer instanceof ConvolutionLayer.Conv2DTranspose) {
      return input.elements() / input.channels();
    }
    if (layer instanceof ConvolutionLayer) {
      return output.elements() / output.channels();
    }
    return layer instanceof RecurrentLayer ? input.size(0) : 1;
  }

  /** A recurrent layer keeps, for every step, its sums and all that it remembers. */
  private static long kept(Layer layer, Shape input, Shape output) {
    if (layer instanceof RecurrentLayer.Bidirectional both) {
      return 2 * kept(both.layer(), input, output);
    }
    if (layer instanceof RecurrentLayer.OneWay one) {
      return (long) input.size(0) * one.units() * (one.gates() + one.memories());
    }
    return output.elements();
  }

  private static long elements(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }
}
