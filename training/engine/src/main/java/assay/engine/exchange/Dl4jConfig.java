package assay.engine.exchange;

import assay.engine.exchange.Dl4jLayers.Rank;
import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.spec.LayerName;
import assay.training.spec.ModelSpec;
import assay.training.spec.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code MultiLayerConfiguration} or {@code ComputationGraphConfiguration} as a spec. Layers
 * stand in the order in which their coefficients lie. Flattening, which Deeplearning4j does between
 * layers, and dropout of a layer's input become layers.
 */
final class Dl4jConfig {

  private static final String INPUT = LayerName.INPUT.value();

  private final ArrayNode layers = JsonNodeFactory.instance.arrayNode();
  private final Map<LayerName, JsonNode> sources = new HashMap<>();

  /** The layer of ours that each vertex's output comes from, and what it makes. */
  private final Map<String, String> ends = new HashMap<>();

  private final Map<String, Rank> ranks = new HashMap<>();
  private final Shape input;
  private final ModelSpec spec;

  private Dl4jConfig(JsonNode configuration, Shape input) {
    this.input = input;
    ranks.put(INPUT, rank(input));
    JsonNode output = configuration.has("confs") ? sequence(configuration) : graph(configuration);
    spec = spec(output);
  }

  static Dl4jConfig of(JsonNode configuration, Optional<Shape> input) {
    if (!configuration.has("confs") && !configuration.has("vertices")) {
      throw malformed("The configuration is neither of a network's layers nor of a graph.");
    }
    return new Dl4jConfig(
        configuration, input.or(() -> stated(configuration)).orElseThrow(Dl4jConfig::unstated));
  }

  ModelSpec spec() {
    return spec;
  }

  /** The configuration that a layer of the spec was made of, if it has coefficients. */
  JsonNode source(LayerName layer) {
    return sources.getOrDefault(layer, JsonNodeFactory.instance.objectNode());
  }

  private static Optional<Shape> stated(JsonNode configuration) {
    JsonNode images = configuration.path("inputPreProcessors").path("0");
    if (Dl4jWords.kind(images).equals("FeedForwardToCnnPreProcessor")) {
      return Optional.of(
          Shape.of(
              images.path("inputHeight").asInt(),
              images.path("inputWidth").asInt(),
              images.path("numChannels").asInt()));
    }
    JsonNode first = configuration.path("confs").path(0).path("layer");
    boolean isVector = Dl4jWords.kind(first).matches("DenseLayer|OutputLayer");
    return isVector ? Optional.of(Shape.of(first.path("nin").asInt())) : Optional.empty();
  }

  private static ForeignModelException unstated() {
    return malformed(
        "The configuration does not tell the size of a sample; state the input shape.");
  }

  private static Rank rank(Shape shape) {
    if (shape.isVector()) {
      return Rank.VECTOR;
    }
    return shape.isSequence() ? Rank.SEQUENCE : Rank.IMAGE;
  }

  private JsonNode sequence(JsonNode configuration) {
    JsonNode confs = configuration.path("confs");
    JsonNode layer = JsonNodeFactory.instance.objectNode();
    String previous = INPUT;
    for (int i = 0; i < confs.size(); i++) {
      layer = confs.path(i).path("layer");
      String name = layer.path("layerName").asText("layer" + i);
      String read =
          prepared(
              name, configuration.path("inputPreProcessors").path(String.valueOf(i)), previous);
      previous = addLayer(name, layer, read);
    }
    return layer;
  }

  private JsonNode graph(JsonNode configuration) {
    JsonNode inputs = configuration.path("networkInputs");
    JsonNode outputs = configuration.path("networkOutputs");
    JsonNode vertices = configuration.path("vertices");
    JsonNode order = configuration.path("topologicalOrderStr");
    if (inputs.size() != 1 || outputs.size() != 1 || order.size() != vertices.size() + 1) {
      throw malformed("The graph has not one input, one output and an order of all its vertices.");
    }
    ends.put(inputs.path(0).asText(), INPUT);
    for (JsonNode ordered : order) {
      String name = ordered.asText();
      if (!ends.containsKey(name)) {
        addVertex(name, vertices.path(name), configuration.path("vertexInputs").path(name));
      }
    }
    JsonNode last = order.path(order.size() - 1);
    if (!last.equals(outputs.path(0))) {
      throw malformed("The graph's order does not end with its output.");
    }
    return vertices.path(last.asText()).path("layerConf").path("layer");
  }

  private void addVertex(String name, JsonNode vertex, JsonNode inputs) {
    List<String> read = new ArrayList<>();
    for (JsonNode input : inputs) {
      String end = ends.get(input.asText());
      if (end == null) {
        throw malformed("A vertex reads '" + KerasSettings.shown(input.asText()) + "' too early.");
      }
      read.add(end);
    }
    if (read.isEmpty()) {
      throw malformed("The vertex '" + KerasSettings.shown(name) + "' reads nothing.");
    }
    ends.put(name, added(name, vertex, read));
  }

  private String added(String name, JsonNode vertex, List<String> read) {
    String where = where(name);
    String kind = Dl4jWords.kind(vertex);
    if (read.size() == 1 && kind.equals("LayerVertex")) {
      JsonNode layer = vertex.path("layerConf").path("layer");
      return addLayer(name, layer, prepared(name, vertex.path("preProcessor"), read.get(0)));
    }
    if (read.size() == 1 && kind.equals("PreprocessorVertex")) {
      return prepared(name, vertex.path("preProcessor"), read.get(0));
    }
    if (kind.equals("ElementWiseVertex") && vertex.path("op").asText().equals("Add")) {
      return addMerging(name, "Add", read);
    }
    if (kind.equals("MergeVertex") && vertex.path("mergeAxis").asInt(1) == 1) {
      return addMerging(name, "Concatenate", read);
    }
    throw Dl4jWords.unknown(where, "vertex", kind);
  }

  private String addMerging(String name, String className, List<String> read) {
    ObjectNode ours = JsonNodeFactory.instance.objectNode().put("class_name", className);
    ours.putObject("config");
    return append(name, ours, rankOf(read.get(0)), read);
  }

  /** What a preprocessor makes of a layer's output before the named layer reads it. */
  private String prepared(String name, JsonNode preprocessor, String read) {
    if (preprocessor.isMissingNode() || preprocessor.isNull()) {
      return read;
    }
    String kind = Dl4jWords.kind(preprocessor);
    if (kind.equals("FeedForwardToCnnPreProcessor") && read.equals(INPUT)) {
      return read;
    }
    boolean isFlattening = kind.equals("CnnToFeedForwardPreProcessor");
    if (!isFlattening || !preprocessor.path("format").asText("NCHW").equals("NCHW")) {
      throw Dl4jWords.unknown(where(name), "preprocessor", kind);
    }
    ObjectNode ours = JsonNodeFactory.instance.objectNode().put("class_name", "Flatten");
    ours.putObject("config");
    return append(name + "_flatten", ours, Rank.VECTOR, List.of(read));
  }

  private String addLayer(String name, JsonNode layer, String read) {
    String from = thinned(name, layer, read);
    Dl4jLayers.Translated translated = Dl4jLayers.translate(layer, rankOf(from), where(name));
    JsonNode wrapped = layer.path("underlying");
    sources.put(new LayerName(name), wrapped.isMissingNode() ? layer : wrapped);
    return append(name, translated.ours(), translated.made(), List.of(from));
  }

  private String thinned(String name, JsonNode layer, String read) {
    JsonNode dropout = layer.path("idropout");
    boolean isOwnLayer = Dl4jWords.kind(layer).equals("DropoutLayer");
    if (isOwnLayer || dropout.isMissingNode() || dropout.isNull()) {
      return read;
    }
    ObjectNode ours = JsonNodeFactory.instance.objectNode().put("class_name", "Dropout");
    ours.putObject("config").put("rate", Dl4jLayers.rate(dropout, where(name)));
    return append(name + "_dropout", ours, rankOf(read), List.of(read));
  }

  private String append(String name, ObjectNode ours, Rank made, List<String> read) {
    ours.put("name", name);
    ArrayNode inbound = ours.putArray("inbound");
    read.forEach(inbound::add);
    layers.add(ours);
    ranks.put(name, made);
    return name;
  }

  private Rank rankOf(String ourLayer) {
    return ranks.getOrDefault(ourLayer, Rank.VECTOR);
  }

  private ModelSpec spec(JsonNode output) {
    String kind = Dl4jWords.kind(output);
    if (!kind.equals("OutputLayer")) {
      throw Dl4jWords.unknown("The network", "end", kind);
    }
    ArrayNode shape = JsonNodeFactory.instance.arrayNode();
    input.sizes().forEach(shape::add);
    return ForeignSpec.of(
        shape,
        layers,
        Dl4jWords.loss(output.path("lossFn"), "The output"),
        Dl4jWords.optimizer(output.path("iupdater"), "The output"));
  }

  private static String where(String layer) {
    return "Layer '" + KerasSettings.shown(layer) + "'";
  }

  private static ForeignModelException malformed(String message) {
    return new ForeignModelException(Reason.MALFORMED, message);
  }
}
