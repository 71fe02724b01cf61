package assay.training.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Settings that several kinds of layer write alike. */
final class ConfigJson {

  private ConfigJson() {}

  static Shape shape(JsonNode sizes) {
    List<Integer> list = new ArrayList<>();
    sizes.forEach(size -> list.add(size.intValue()));
    return new Shape(list);
  }

  static int size(JsonNode config, String field) {
    return config.path(field).intValue();
  }

  static ActivationFunction activation(JsonNode config, ActivationFunction otherwise) {
    String word = config.path("activation").asText(otherwise.word());
    return KerasWord.parse(ActivationFunction.class, word);
  }

  static ActivationFunction activation(JsonNode config) {
    return activation(config, ActivationFunction.LINEAR);
  }

  static boolean hasBias(JsonNode config) {
    return config.path("use_bias").asBoolean(true);
  }

  /** Keras: a convolution's strides default to 1. */
  static Span kernelSpan(JsonNode config) {
    int size = config.path("kernel_size").path(0).intValue();
    return new Span(size, config.path("strides").path(0).asInt(1), padding(config));
  }

  /** Keras: a pool's strides default to its own size. */
  static Span poolSpan(JsonNode config) {
    int size = config.path("pool_size").path(0).intValue();
    return new Span(size, config.path("strides").path(0).asInt(size), padding(config));
  }

  static Window kernelWindow(JsonNode config) {
    JsonNode size = config.path("kernel_size");
    JsonNode strides = config.path("strides");
    return new Window(
        size.path(0).intValue(),
        size.path(1).intValue(),
        strides.path(0).asInt(1),
        strides.path(1).asInt(1),
        padding(config));
  }

  static Window poolWindow(JsonNode config) {
    int height = config.path("pool_size").path(0).intValue();
    int width = config.path("pool_size").path(1).intValue();
    JsonNode strides = config.path("strides");
    return new Window(
        height,
        width,
        strides.path(0).asInt(height),
        strides.path(1).asInt(width),
        padding(config));
  }

  private static Padding padding(JsonNode config) {
    return KerasWord.parse(Padding.class, config.path("padding").asText(Padding.VALID.word()));
  }

  static void putSpan(ObjectNode config, String field, Span span) {
    putSizes(config, field, List.of(span.size()));
    putSizes(config, "strides", List.of(span.stride()));
    config.put("padding", span.padding().word());
  }

  static void putWindow(ObjectNode config, String field, Window window) {
    putSizes(config, field, List.of(window.height(), window.width()));
    putSizes(config, "strides", List.of(window.strideDown(), window.strideRight()));
    config.put("padding", window.padding().word());
  }

  static void putSizes(ObjectNode tree, String field, List<Integer> sizes) {
    ArrayNode array = tree.putArray(field);
    sizes.forEach(array::add);
  }
}
