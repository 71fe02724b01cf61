package assay.engine.exchange;

import assay.training.spec.LayerName;
import assay.training.spec.ModelSpec;
import assay.training.spec.ModelSpecJson;
import assay.training.spec.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** A spec in the words of Keras 3's {@code model_config} and {@code training_config}. */
final class KerasGraph {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<LayerName, Shape> shapes;

  private KerasGraph(ModelSpec spec) {
    this.shapes = spec.shapes();
  }

  static ObjectNode of(ModelSpec spec) {
    return new KerasGraph(spec).model(spec);
  }

  static ObjectNode training(ModelSpec spec) {
    ObjectNode training = JsonNodeFactory.instance.objectNode();
    training.put("loss", spec.loss().word());
    training.putNull("loss_weights").putNull("metrics").putNull("weighted_metrics");
    training.set("optimizer_config", tree(spec).path("optimizer"));
    return training;
  }

  private ObjectNode model(ModelSpec spec) {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("class_name", "Functional");
    ObjectNode config = model.putObject("config").put("name", "assay").put("trainable", true);
    ArrayNode layers = config.putArray("layers");
    addInput(layers.addObject());
    tree(spec).path("layers").forEach(layer -> addLayer(layer, layers.addObject()));
    config.putArray("input_layers").addArray().add(LayerName.INPUT.value()).add(0).add(0);
    config.putArray("output_layers").addArray().add(spec.output().name().value()).add(0).add(0);
    return model;
  }

  private void addInput(ObjectNode layer) {
    String name = LayerName.INPUT.value();
    layer.put("class_name", "InputLayer").put("name", name);
    ObjectNode config = layer.putObject("config").put("name", name).put("dtype", "float32");
    config.set("batch_shape", batch(LayerName.INPUT));
    layer.putArray("inbound_nodes");
  }

  private void addLayer(JsonNode ours, ObjectNode theirs) {
    String name = ours.path("name").asText();
    theirs.set("class_name", ours.path("class_name"));
    theirs.put("name", name);
    ObjectNode config = ours.path("config").deepCopy();
    if (config.path("layer") instanceof ObjectNode inner) {
      inner.put("module", "keras.layers");
      ((ObjectNode) inner.path("config")).put("name", "memory");
    }
    theirs.set("config", config.put("name", name).put("dtype", "float32"));
    ObjectNode node = theirs.putArray("inbound_nodes").addObject();
    ArrayNode arguments = node.putArray("args");
    boolean isMerging = ours.path("inbound").size() > 1;
    ArrayNode tensors = isMerging ? arguments.addArray() : arguments;
    ours.path("inbound").forEach(read -> addTensor(new LayerName(read.asText()), tensors));
    node.putObject("kwargs");
  }

  private void addTensor(LayerName read, ArrayNode tensors) {
    ObjectNode tensor = tensors.addObject().put("class_name", "__keras_tensor__");
    ObjectNode config = tensor.putObject("config").put("dtype", "float32");
    config.set("shape", batch(read));
    config.putArray("keras_history").add(read.value()).add(0).add(0);
  }

  private ArrayNode batch(LayerName layer) {
    ArrayNode sizes = JsonNodeFactory.instance.arrayNode().addNull();
    Objects.requireNonNull(shapes.get(layer)).sizes().forEach(sizes::add);
    return sizes;
  }

  private static JsonNode tree(ModelSpec spec) {
    try {
      return MAPPER.readTree(ModelSpecJson.write(spec));
    } catch (IOException e) {
      throw new UncheckedIOException("Our own model.json cannot be read.", e);
    }
  }
}
