package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks a graph once, in its written order, and infers every shape and tensor by arithmetic that
 * cannot overflow. Nothing is allocated in proportion to a size that the spec claims.
 */
final class GraphCheck {

  private final Map<LayerName, Shape> shapes = new LinkedHashMap<>();
  private final List<TensorSpec> tensors = new ArrayList<>();
  private final Set<LayerName> unread = new HashSet<>();
  private final ModelLimits limits;
  private final LayerNode output;
  private long parameters;

  private GraphCheck(LayerNode output, ModelLimits limits) {
    this.output = output;
    this.limits = limits;
  }

  static GraphCheck of(Shape input, List<LayerNode> layers, ModelLimits limits) {
    if (layers.isEmpty()) {
      throw broken("A model needs at least one layer.");
    }
    if (layers.size() > limits.layers()) {
      throw tooLarge("The spec has " + layers.size() + " layers; " + limits.layers() + " at most.");
    }
    GraphCheck check = new GraphCheck(layers.get(layers.size() - 1), limits);
    check.enter(input);
    Set<LayerName> later = new HashSet<>();
    layers.forEach(node -> later.add(node.name()));
    layers.forEach(node -> check.add(node, later));
    check.requireOneOutput();
    return check;
  }

  private void enter(Shape input) {
    if (!input.isSample()) {
      throw broken("The input is a vector [n], a sequence [time, features] or an image [h, w, c].");
    }
    requireSmall(LayerName.INPUT, input);
    shapes.put(LayerName.INPUT, input);
  }

  private void add(LayerNode node, Set<LayerName> later) {
    if (shapes.containsKey(node.name())) {
      throw broken("Layer '" + node.name() + "' is named twice (or 'input'); rename one.");
    }
    if (Set.copyOf(node.inbound()).size() < node.inbound().size()) {
      throw broken("Layer '" + node.name() + "' reads a layer twice; rescale it by 2 instead.");
    }
    requireIndices(node);
    List<Shape> inputs = node.inbound().stream().map(name -> shapeOf(node, name, later)).toList();
    Shape shape = infer(node, inputs);
    requireSmall(node.name(), shape);
    node.layer().tensors(node.name(), inputs).forEach(this::own);
    node.inbound().forEach(unread::remove);
    unread.add(node.name());
    shapes.put(node.name(), shape);
  }

  /**
   * What an Embedding reads is looked up in a table: only data's own range tells if it is there.
   */
  private static void requireIndices(LayerNode node) {
    if (node.layer() instanceof CoreLayer.Embedding
        && !node.inbound().equals(List.of(LayerName.INPUT))) {
      throw broken("Layer '" + node.name() + "' (Embedding) must read 'input' itself.");
    }
  }

  private Shape shapeOf(LayerNode node, LayerName read, Set<LayerName> later) {
    Shape shape = shapes.get(read);
    if (shape != null) {
      return shape;
    }
    String remedy =
        later.contains(read)
            ? "does not come before it: a cycle, or layers in the wrong order."
            : "does not exist.";
    throw broken("Layer '" + node.name() + "' reads '" + read + "', which " + remedy);
  }

  private Shape infer(LayerNode node, List<Shape> inputs) {
    try {
      return node.layer().outputShape(inputs);
    } catch (ModelSpecRefusedException e) {
      throw new ModelSpecRefusedException(
          e.reason(), "Layer '" + node.name() + "' does not fit: " + e.getMessage() + ".", e);
    }
  }

  private void own(TensorSpec tensor) {
    long elements = tensor.shape().elements();
    if (elements > limits.parameters() - parameters) {
      throw tooLarge(
          "Layer '"
              + tensor.layer()
              + "' wants a "
              + tensor.role()
              + " of "
              + tensor.shape()
              + "; all layers together may own "
              + limits.parameters()
              + " numbers.");
    }
    parameters += elements;
    tensors.add(tensor);
  }

  private void requireSmall(LayerName name, Shape shape) {
    if (shape.elements() > limits.activations()) {
      throw tooLarge(
          "Layer '"
              + name
              + "' makes "
              + shape
              + "; at most "
              + limits.activations()
              + " numbers per sample are allowed.");
    }
  }

  private void requireOneOutput() {
    unread.remove(output.name());
    if (!unread.isEmpty()) {
      throw broken("Nothing reads layer '" + unread.iterator().next() + "'; remove or join it.");
    }
  }

  /** Refuses an output that the loss is not defined on. */
  void requireTrainable(Loss loss) {
    Shape shape = shapes.getOrDefault(output.name(), Shape.of(1));
    if (shape.isSequence()) {
      throw broken("The output layer '" + output.name() + "' makes a sequence; make one answer.");
    }
    switch (loss) {
      case CATEGORICAL_CROSSENTROPY -> {
        if (shape.channels() < 2) {
          throw broken(
              "The output layer '" + output.name() + "' must tell at least 2 classes apart.");
        }
        requireLast(ActivationFunction.SOFTMAX, loss);
      }
      case BINARY_CROSSENTROPY -> requireLast(ActivationFunction.SIGMOID, loss);
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> {}
    }
  }

  private void requireLast(ActivationFunction activation, Loss loss) {
    if (output.layer().activation() != activation) {
      throw broken(
          "The output layer '"
              + output.name()
              + "' needs a "
              + activation.word()
              + " under "
              + loss.word()
              + ".");
    }
  }

  Map<LayerName, Shape> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  List<TensorSpec> tensors() {
    return List.copyOf(tensors);
  }

  long parameters() {
    return parameters;
  }

  private static ModelSpecRefusedException broken(String message) {
    return new ModelSpecRefusedException(Reason.BROKEN_GRAPH, message);
  }

  private static ModelSpecRefusedException tooLarge(String message) {
    return new ModelSpecRefusedException(Reason.TOO_LARGE, message);
  }
}
