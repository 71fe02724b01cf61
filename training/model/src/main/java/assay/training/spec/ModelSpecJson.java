package assay.training.spec;

import assay.training.json.CanonicalJson;
import assay.training.json.StrictJsonTree;
import assay.training.spec.ModelSpecRefusedException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code model.json}: reads a stranger's spec and writes ours in its one canonical form. Reading
 * accepts omitted settings and fills in Keras's defaults; writing states every setting, so equal
 * specs have equal bytes and one hash. Stateless.
 */
public final class ModelSpecJson {

  private static final String FORMAT = "assay-model/1";

  private static final StrictJsonTree JSON =
      new StrictJsonTree(
          "model.json",
          ModelLimits.DEFAULT.jsonBytes(),
          (message, cause) ->
              new ModelSpecRefusedException(
                  message.contains("at most") ? Reason.TOO_LARGE : Reason.MALFORMED,
                  message,
                  cause));

  private ModelSpecJson() {}

  /** Reads and checks a spec; whatever is wrong with it becomes one named refusal. */
  public static ModelSpec read(byte[] json) {
    JsonNode tree = JSON.readObject(json);
    LayerJson.requireKnownClasses(tree.path("layers"));
    ModelSpecSchema.require(tree);
    return new ModelSpec(
        ConfigJson.shape(tree.path("input_shape")),
        layers(tree.path("layers")),
        KerasWord.parse(Loss.class, tree.path("loss").textValue()),
        OptimizerJson.read(tree.path("optimizer")),
        metrics(tree.path("metrics")));
  }

  /** The canonical bytes. */
  public static byte[] write(ModelSpec spec) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("format", FORMAT);
    ConfigJson.putSizes(tree, "input_shape", spec.input().sizes());
    spec.layers().forEach(node -> tree.withArray("/layers").add(LayerJson.write(node)));
    tree.put("loss", spec.loss().word());
    tree.set("optimizer", OptimizerJson.write(spec.optimizer()));
    spec.metrics().forEach(metric -> tree.withArray("/metrics").add(metric.word()));
    return CanonicalJson.bytes(tree);
  }

  private static List<Metric> metrics(JsonNode array) {
    List<Metric> metrics = new ArrayList<>();
    array.forEach(word -> metrics.add(KerasWord.parse(Metric.class, word.textValue())));
    return metrics;
  }

  private static List<LayerNode> layers(JsonNode array) {
    List<LayerNode> nodes = new ArrayList<>();
    LayerName previous = LayerName.INPUT;
    for (JsonNode element : array) {
      LayerNode node = LayerJson.read(element, previous);
      nodes.add(node);
      previous = node.name();
    }
    return nodes;
  }
}
