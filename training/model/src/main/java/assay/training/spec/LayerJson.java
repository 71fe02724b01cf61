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

  private static final Set<String> CLASSES = knownClasses();

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
      case "Dense" -> new Layer.Dense(size(config, "units"), activation(config), hasBias(config));
      case "Conv2D" ->
          new Layer.Conv2D(
              size(config, "filters"),
              window(config, "kernel_size", config.path("strides").path(0).asInt(1)),
              activation(config),
              hasBias(config));
      case "MaxPooling2D" -> new Layer.MaxPooling2D(pool(config));
      case "AveragePooling2D" -> new Layer.AveragePooling2D(pool(config));
      case "Flatten" -> new Layer.Flatten();
      case "Dropout" -> new Layer.Dropout(config.path("rate").doubleValue());
      case "BatchNormalization" ->
          new Layer.BatchNormalization(
              config.path("momentum").asDouble(0.99), config.path("epsilon").asDouble(0.001));
      case "Activation" -> new Layer.Activation(activation(config));
      case "Reshape" -> new Layer.Reshape(shape(config.path("target_shape")));
      case "Rescaling" ->
          new Layer.Rescaling(
              config.path("scale").doubleValue(), config.path("offset").asDouble(0));
      case "Add" -> new Layer.Add();
      case "Concatenate" -> new Layer.Concatenate();
      default -> throw new IllegalStateException("The schema let an unknown layer pass.");
    };
  }

  static Shape shape(JsonNode sizes) {
    List<Integer> list = new ArrayList<>();
    sizes.forEach(size -> list.add(size.intValue()));
    return new Shape(list);
  }

  private static Window pool(JsonNode config) {
    return window(config, "pool_size", 0);
  }

  /** Keras: strides default to 1 for convolutions and to the pool's own size for pooling. */
  private static Window window(JsonNode config, String field, int defaultStride) {
    int height = config.path(field).path(0).intValue();
    int width = config.path(field).path(1).intValue();
    JsonNode strides = config.path("strides");
    int down = strides.path(0).asInt(defaultStride == 0 ? height : defaultStride);
    int right = strides.path(1).asInt(defaultStride == 0 ? width : defaultStride);
    String padding = config.path("padding").asText(Padding.VALID.word());
    return new Window(height, width, down, right, KerasWord.parse(Padding.class, padding));
  }

  private static int size(JsonNode config, String field) {
    return config.path(field).intValue();
  }

  private static ActivationFunction activation(JsonNode config) {
    String word = config.path("activation").asText(ActivationFunction.LINEAR.word());
    return KerasWord.parse(ActivationFunction.class, word);
  }

  private static boolean hasBias(JsonNode config) {
    return config.path("use_bias").asBoolean(true);
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
    if (layer instanceof Layer.Dense dense) {
      config.put("units", dense.units()).put("activation", dense.activation().word());
      config.put("use_bias", dense.useBias());
    } else if (layer instanceof Layer.Conv2D conv) {
      config.put("filters", conv.filters()).put("activation", conv.activation().word());
      config.put("use_bias", conv.useBias());
      putWindow(config, "kernel_size", conv.window());
    } else if (layer instanceof Layer.MaxPooling2D pooling) {
      putWindow(config, "pool_size", pooling.window());
    } else if (layer instanceof Layer.AveragePooling2D pooling) {
      putWindow(config, "pool_size", pooling.window());
    } else if (layer instanceof Layer.Dropout dropout) {
      config.put("rate", dropout.rate());
    } else if (layer instanceof Layer.BatchNormalization norm) {
      config.put("momentum", norm.momentum()).put("epsilon", norm.epsilon());
    } else if (layer instanceof Layer.Activation activation) {
      config.put("activation", activation.function().word());
    } else if (layer instanceof Layer.Reshape reshape) {
      putSizes(config, "target_shape", reshape.target().sizes());
    } else if (layer instanceof Layer.Rescaling rescaling) {
      config.put("scale", rescaling.scale()).put("offset", rescaling.offset());
    }
  }

  private static void putWindow(ObjectNode config, String field, Window window) {
    putSizes(config, field, List.of(window.height(), window.width()));
    putSizes(config, "strides", List.of(window.strideDown(), window.strideRight()));
    config.put("padding", window.padding().word());
  }

  static void putSizes(ObjectNode tree, String field, List<Integer> sizes) {
    ArrayNode array = tree.putArray(field);
    sizes.forEach(array::add);
  }

  private static Set<String> knownClasses() {
    Set<String> names = new TreeSet<>();
    for (Class<?> kind : Layer.class.getPermittedSubclasses()) {
      names.add(kind.getSimpleName());
    }
    return names;
  }
}
