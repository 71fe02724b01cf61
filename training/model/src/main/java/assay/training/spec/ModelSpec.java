package assay.training.spec;

import assay.chain.Bytes32;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model without its weights: a graph of layers, what training minimises and how, and what it is
 * measured by. It is data, never code. An instance is always buildable: every layer is known, reads
 * only layers listed before it (so there is no cycle), every shape fits, and the whole stays within
 * {@link ModelLimits#DEFAULT}. Immutable.
 *
 * @param input the shape of one sample
 * @param layers in an order in which each comes after those it reads; the last is the output
 * @param loss what training minimises
 * @param optimizer how
 * @param metrics what is reported
 */
public record ModelSpec(
    Shape input, List<LayerNode> layers, Loss loss, Optimizer optimizer, List<Metric> metrics) {

  public ModelSpec {
    layers = List.copyOf(layers);
    metrics = List.copyOf(metrics);
    GraphCheck.of(input, layers, ModelLimits.DEFAULT).requireTrainable(loss);
  }

  /** The shape each layer makes, the input's under {@link LayerName#INPUT}. */
  public Map<LayerName, Shape> shapes() {
    return check().shapes();
  }

  /** The shape that the named layer makes. */
  public Shape shapeOf(LayerName name) {
    return Objects.requireNonNull(shapes().get(name), () -> "The spec has no layer " + name + ".");
  }

  /** The tensors of the weights file, in layer order. */
  public List<TensorSpec> tensors() {
    return check().tensors();
  }

  /** The numbers in all tensors together, running moments included. */
  public long parameterCount() {
    return check().parameters();
  }

  /** The shape of the answer. */
  public Shape answer() {
    return shapeOf(output().name());
  }

  /** The number of classes the output tells apart: a single number tells 0 from 1. */
  public int classes() {
    boolean isBinary = loss == Loss.BINARY_CROSSENTROPY && answer().channels() == 1;
    return isBinary ? 2 : answer().channels();
  }

  /** The layer whose output is the model's answer. */
  public LayerNode output() {
    return layers.get(layers.size() - 1);
  }

  /** SHA-256 of the canonical JSON: the spec's identity. */
  public Bytes32 hash() {
    return Bytes32.sha256(ModelSpecJson.write(this));
  }

  private GraphCheck check() {
    return GraphCheck.of(input, layers, ModelLimits.DEFAULT);
  }
}
