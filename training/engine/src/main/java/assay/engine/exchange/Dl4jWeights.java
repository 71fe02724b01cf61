package assay.engine.exchange;

import assay.engine.dl4j.GateOrder;
import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ConvolutionLayer;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.MergingLayer;
import assay.training.spec.ModelSpec;
import assay.training.spec.NormalizationLayer;
import assay.training.spec.RecurrentLayer;
import assay.training.spec.Shape;
import assay.training.spec.ShapingLayer;
import assay.training.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network's coefficients in Keras's layout. Deeplearning4j lays matrices column by column, an
 * image's kernel as [out, in, height, width] after its bias, the gates of an LSTM in an order of
 * its own, a flattened image channel by channel, and may keep a variance as the logarithm of its
 * root.
 */
final class Dl4jWeights {

  private final Dl4jConfig config;
  private final ModelSpec spec;
  private final float[] values;
  private final Map<LayerName, LayerNode> nodes;
  private final Map<LayerName, Shape> shapes;
  private final Map<LayerName, List<TensorSpec>> owned;
  private final Map<TensorSpec, Tensor> tensors = new HashMap<>();
  private int next;

  Dl4jWeights(Dl4jConfig config, float[] values) {
    this.config = config;
    this.spec = config.spec();
    this.values = values;
    this.nodes = spec.layers().stream().collect(Collectors.toMap(LayerNode::name, n -> n));
    this.shapes = spec.shapes();
    this.owned = spec.tensors().stream().collect(Collectors.groupingBy(TensorSpec::layer));
  }

  Weights read() {
    spec.layers().forEach(this::read);
    return new Weights(
        spec.tensors().stream().map(t -> Objects.requireNonNull(tensors.get(t))).toList());
  }

  private void read(LayerNode node) {
    List<TensorSpec> own = new ArrayList<>(owned.getOrDefault(node.name(), List.of()));
    if (own.isEmpty()) {
      return;
    }
    requireReads(node);
    if (node.layer() instanceof ConvolutionLayer) {
      Collections.reverse(own);
    }
    for (TensorSpec tensor : own) {
      tensors.put(tensor, Tensor.of(tensor, inKerasLayout(node, tensor, take(tensor))));
    }
  }

  private float[] inKerasLayout(LayerNode node, TensorSpec tensor, float[] taken) {
    if (node.layer() instanceof ConvolutionLayer) {
      return tensor.isKernel() ? kernel(tensor, taken) : taken;
    }
    if (node.layer() instanceof NormalizationLayer) {
      return rows(node, isLogarithm(node, tensor) ? variance(taken) : taken);
    }
    float[] matrix = columns(tensor, taken);
    if (node.layer() instanceof RecurrentLayer.LSTM) {
      return GateOrder.toKeras(matrix, tensor.shape().channels());
    }
    boolean readsImages = node.layer() instanceof CoreLayer.Dense && tensor.isKernel();
    return readsImages ? rows(node, matrix) : matrix;
  }

  /** What a layer says it reads must be what the layers before it make. */
  private void requireReads(LayerNode node) {
    long said = config.source(node.name()).path("nin").asLong();
    long made = input(node).channels();
    if (said != made) {
      throw new ForeignModelException(
          Reason.WRONG_TENSORS,
          "Layer '" + node.name() + "' says that it reads " + said + ", and gets " + made + ".");
    }
  }

  private Shape input(LayerNode node) {
    return Objects.requireNonNull(shapes.get(node.inbound().get(0)));
  }

  private boolean isLogarithm(LayerNode node, TensorSpec tensor) {
    return tensor.role().equals("moving_variance")
        && config.source(node.name()).path("useLogStd").asBoolean(false);
  }

  /** Of the decimal logarithms of its root. */
  private static float[] variance(float[] logarithms) {
    float[] variance = new float[logarithms.length];
    for (int i = 0; i < variance.length; i++) {
      variance[i] = (float) Math.pow(10, 2.0 * logarithms[i]);
    }
    return variance;
  }

  private float[] take(TensorSpec tensor) {
    int length = Math.toIntExact(tensor.shape().elements());
    float[] taken = new float[length];
    System.arraycopy(values, next, taken, 0, length);
    next += length;
    return taken;
  }

  /** A matrix column by column, as a matrix row by row; a vector as it is. */
  private static float[] columns(TensorSpec tensor, float[] taken) {
    int columns = tensor.shape().channels();
    int rows = taken.length / columns;
    float[] turned = new float[taken.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[row * columns + column] = taken[column * rows + row];
      }
    }
    return turned;
  }

  /** [out, in, height, width] as [height, width, in, out]. */
  private static float[] kernel(TensorSpec tensor, float[] taken) {
    int window = tensor.shape().size(0) * tensor.shape().size(1);
    int in = tensor.shape().size(2);
    int out = tensor.shape().size(3);
    float[] turned = new float[taken.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int place = 0; place < window; place++) {
          turned[(place * in + i) * out + o] = taken[(o * in + i) * window + place];
        }
      }
    }
    return turned;
  }

  /** One row for each number read; where they are a flattened image's, in the image's order. */
  private float[] rows(LayerNode node, float[] read) {
    Optional<Shape> image = flattened(node.inbound().get(0));
    if (image.isEmpty()) {
      return read;
    }
    int channels = image.get().channels();
    int places = Math.toIntExact(image.get().elements()) / channels;
    int columns = read.length / (places * channels);
    float[] turned = new float[read.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int place = 0; place < places; place++) {
        int theirs = (channel * places + place) * columns;
        System.arraycopy(read, theirs, turned, (place * channels + channel) * columns, columns);
      }
    }
    return turned;
  }

  /** The image that a vector was, if each of its numbers still stands for one of the image's. */
  private Optional<Shape> flattened(LayerName name) {
    LayerNode node = nodes.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node.layer() instanceof ShapingLayer.Flatten) {
      Shape before = input(node);
      return before.isImage() ? Optional.of(before) : Optional.empty();
    }
    boolean isMerging = node.layer() instanceof MergingLayer;
    boolean keepsOrder =
        node.layer() instanceof CoreLayer.Dropout
            || node.layer() instanceof CoreLayer.Activation
            || node.layer() instanceof NormalizationLayer;
    if (isMerging && node.inbound().stream().anyMatch(in -> flattened(in).isPresent())) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING,
          "Layer '" + name + "' merges flattened images; merge them before they are flattened.");
    }
    return keepsOrder ? flattened(node.inbound().get(0)) : Optional.empty();
  }
}
