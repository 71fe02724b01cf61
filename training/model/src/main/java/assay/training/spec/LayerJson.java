package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A layer's part of {@code model.json}; reads only what the schema has passed. */
final class LayerJson {

  private static final Set<String> CLASSES = knownClasses(Layer.class);

  private LayerJson() {}

  /** Refuses an unknown class by its layer's name; a schema would only list what it allows. */
  static void requireKnownClasses(JsonNode layers) {
    for (JsonNode layer : layers) {
      JsonNode className = layer.path("class_name");
      if (className.isTextual() && !CLASSES.contains(className.textValue())) {
        throw new ModelSpecRefusedException(
            Reason.UNKNOWN_LAYER,
            "Layer '"
                + layer.path("name").asText("without a name")
                + "' is of the unknown kind '"
                + className.textValue()
                + "'; known are "
                + CLASSES
                + ".");
      }
    }
  }

  static LayerNode read(JsonNode tree, LayerName previous) {
    LayerName name = new LayerName(tree.path("name").textValue());
    List<LayerName> inbound = new ArrayList<>();
    tree.path("inbound").forEach(read -> inbound.add(new LayerName(read.textValue())));
    try {
      Layer layer = layer(tree.path("class_name").textValue(), tree.path("config"));
      return new LayerNode(name, layer, inbound.isEmpty() ? List.of(previous) : inbound);
    } catch (ModelSpecRefusedException e) {
      throw new ModelSpecRefusedException(
          e.reason(), "Layer '" + name + "' does not fit: " + e.getMessage() + ".", e);
    }
  }

  private static Layer layer(String className, JsonNode config) {
    return switch (className) {
      case "Conv1D", "Conv2D", "SeparableConv2D", "Conv2DTranspose" ->
          ConvolutionJson.read(className, config);
      case "LSTM", "SimpleRNN", "Bidirectional" -> RecurrentJson.read(className, config);
      case "MaxPooling1D" -> new PoolingLayer.MaxPooling1D(ConfigJson.poolSpan(config));
      case "AveragePooling1D" -> new PoolingLayer.AveragePooling1D(ConfigJson.poolSpan(config));
      case "MaxPooling2D" -> new PoolingLayer.MaxPooling2D(ConfigJson.poolWindow(config));
      case "AveragePooling2D" -> new PoolingLayer.AveragePooling2D(ConfigJson.poolWindow(config));
      case "GlobalMaxPooling1D" -> new PoolingLayer.GlobalMaxPooling1D();
      case "GlobalAveragePooling1D" -> new PoolingLayer.GlobalAveragePooling1D();
      case "GlobalMaxPooling2D" -> new PoolingLayer.GlobalMaxPooling2D();
      case "GlobalAveragePooling2D" -> new PoolingLayer.GlobalAveragePooling2D();
      case "Add" -> new MergingLayer.Add();
      case "Concatenate" -> new MergingLayer.Concatenate();
      default -> CoreJson.read(className, config);
    };
  }

  static ObjectNode write(LayerNode node) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("class_name", node.layer().className()).put("name", node.name().value());
    ArrayNode inbound = tree.putArray("inbound");
    node.inbound().forEach(read -> inbound.add(read.value()));
    writeConfig(node.layer(), tree.putObject("config"));
    return tree;
  }

  private static void writeConfig(Layer layer, ObjectNode config) {
    if (layer instanceof ConvolutionLayer convolution) {
      ConvolutionJson.write(convolution, config);
    } else if (layer instanceof RecurrentLayer recurrent) {
      RecurrentJson.write(recurrent, config);
    } else if (layer instanceof PoolingLayer.OverTime pooling) {
      ConfigJson.putSpan(config, "pool_size", pooling.span());
    } else if (layer instanceof PoolingLayer.OverPlaces pooling) {
      ConfigJson.putWindow(config, "pool_size", pooling.window());
    } else {
      CoreJson.write(layer, config);
    }
  }

  private static Set<String> knownClasses(Class<?> kind) {
    Set<String> names = new TreeSet<>();
    if (kind.isRecord()) {
      names.add(kind.getSimpleName());
    } else {
      for (Class<?> narrower : kind.getPermittedSubclasses()) {
        names.addAll(knownClasses(narrower));
      }
    }
    return names;
  }
}
