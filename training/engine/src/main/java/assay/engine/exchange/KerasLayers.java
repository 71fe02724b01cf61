package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The layers of a Sequential or Functional {@code model_config} as {@code model.json} has them. */
final class KerasLayers {

  private static final String INPUT = "input";
  private static final int DEEPEST_INBOUND = 8;

  private final ArrayNode layers = JsonNodeFactory.instance.arrayNode();
  private final List<String> inputNames = new ArrayList<>();
  private JsonNode inputShape = JsonNodeFactory.instance.arrayNode();

  private KerasLayers() {}

  static KerasLayers of(JsonNode model) {
    KerasLayers translated = new KerasLayers();
    String kind = model.path("class_name").asText();
    if (!kind.equals("Sequential") && !kind.equals("Functional") && !kind.equals("Model")) {
      throw malformed(
          "The file's model is a '"
              + KerasSettings.shown(kind)
              + "'; Sequential and Functional ones are known.");
    }
    JsonNode config = model.path("config");
    config.path("layers").forEach(layer -> translated.add(layer, !kind.equals("Sequential")));
    if (translated.inputShape.isEmpty()) {
      translated.takeInput(config.path("build_input_shape"));
    }
    return translated;
  }

  /** The shape of one sample. */
  JsonNode inputShape() {
    return inputShape;
  }

  ArrayNode layers() {
    return layers;
  }

  private void add(JsonNode layer, boolean isGraph) {
    String className = layer.path("class_name").asText();
    String name = layer.path("config").path("name").asText();
    JsonNode shape = layer.path("config").path("batch_shape");
    if (shape.isMissingNode()) {
      shape = layer.path("config").path("batch_input_shape");
    }
    if (className.equals("InputLayer")) {
      takeInput(shape);
      inputNames.add(name);
      return;
    }
    if (inputShape.isEmpty() && shape.isArray()) {
      takeInput(shape);
    }
    ObjectNode ours = layers.addObject();
    translate(className, layer.path("config"), "Layer '" + KerasSettings.shown(name) + "'", ours);
    ours.put("name", name);
    if (isGraph) {
      addInbound(layer.path("inbound_nodes"), ours);
    }
  }

  private void takeInput(JsonNode shape) {
    if (!inputShape.isEmpty()) {
      throw malformed("The model has several inputs; a spec has one.");
    }
    ArrayNode sample = JsonNodeFactory.instance.arrayNode();
    for (int axis = 1; axis < shape.size(); axis++) {
      sample.add(shape.path(axis));
    }
    inputShape = sample;
  }

  private static void translate(String className, JsonNode config, String where, ObjectNode into) {
    switch (className) {
      case "ReLU", "Softmax" -> {
        config
            .properties()
            .forEach(e -> KerasSettings.requireNeutral(e.getKey(), e.getValue(), where));
        into.put("class_name", "Activation");
        into.putObject("config").put("activation", className.equals("ReLU") ? "relu" : "softmax");
      }
      case "Bidirectional" -> bidirectional((ObjectNode) config, where, into);
      default -> {
        if (!KerasSettings.knows(className)) {
          throw new ForeignModelException(
              Reason.UNKNOWN_SETTING,
              where + " is of the unknown kind '" + KerasSettings.shown(className) + "'.");
        }
        into.put("class_name", className);
        into.set("config", KerasSettings.translate(className, config, where));
      }
    }
  }

  private static void bidirectional(ObjectNode config, String where, ObjectNode into) {
    JsonNode forward = config.path("layer");
    JsonNode backward = config.path("backward_layer");
    ObjectNode own = config.deepCopy();
    own.remove(List.of("layer", "backward_layer"));
    ObjectNode settings = KerasSettings.translate("Bidirectional", own, where);
    ObjectNode inner = settings.putObject("layer");
    oneWay(forward, where, inner);
    if (!backward.isMissingNode()) {
      requireMirrored(backward, where, inner);
    }
    into.put("class_name", "Bidirectional");
    into.set("config", settings);
  }

  private static void requireMirrored(JsonNode backward, String where, ObjectNode forward) {
    JsonNode config = backward.path("config");
    ObjectNode mirrored = backward.deepCopy();
    if (config.path("go_backwards").asBoolean(false) && config.isObject()) {
      ((ObjectNode) mirrored.path("config")).put("go_backwards", false);
    }
    ObjectNode other = JsonNodeFactory.instance.objectNode();
    oneWay(mirrored, where, other);
    if (!config.path("go_backwards").asBoolean(false) || !other.equals(forward)) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING, where + " has a backward_layer unlike its layer.");
    }
  }

  private static void oneWay(JsonNode layer, String where, ObjectNode into) {
    String className = layer.path("class_name").asText();
    if (!className.equals("LSTM") && !className.equals("SimpleRNN")) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING, where + " reads both ways what is no LSTM or SimpleRNN.");
    }
    translate(className, layer.path("config"), where, into);
  }

  private void addInbound(JsonNode nodes, ObjectNode ours) {
    if (nodes.size() != 1) {
      throw malformed(
          "Layer '"
              + ours.path("name").asText()
              + "' is used "
              + nodes.size()
              + " times; once is known.");
    }
    ArrayNode inbound = ours.putArray("inbound");
    JsonNode node = nodes.path(0);
    if (node.isObject()) {
      collectTensors(node.path("args"), inbound, DEEPEST_INBOUND);
    } else {
      // Keras 2: a list of [layer, node, tensor, arguments].
      node.forEach(read -> inbound.add(ourName(read.path(0).asText())));
    }
  }

  private void collectTensors(JsonNode tree, ArrayNode inbound, int depth) {
    if (tree.path("class_name").asText().equals("__keras_tensor__")) {
      inbound.add(ourName(tree.path("config").path("keras_history").path(0).asText()));
    } else if (depth > 0) {
      tree.forEach(child -> collectTensors(child, inbound, depth - 1));
    }
  }

  private String ourName(String name) {
    return inputNames.contains(name) ? INPUT : name;
  }

  private static ForeignModelException malformed(String message) {
    return new ForeignModelException(Reason.MALFORMED, message);
  }
}
