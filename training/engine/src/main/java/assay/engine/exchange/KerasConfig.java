package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.json.StrictJsonTree;
import assay.training.spec.ModelSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Keras's {@code model_config} and {@code training_config} as a spec. */
final class KerasConfig {

  private static final int LONGEST = 1 << 22;

  private static final StrictJsonTree JSON =
      new StrictJsonTree(
          "The model's configuration",
          LONGEST,
          (message, cause) -> new ForeignModelException(Reason.MALFORMED, message, cause));

  private static final Map<String, Set<String>> OPTIMIZERS =
      Map.of(
          "SGD", Set.of("learning_rate", "momentum", "nesterov"),
          "Adam", Set.of("learning_rate", "beta_1", "beta_2", "epsilon"),
          "AdamW", Set.of("learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay"),
          "RMSprop", Set.of("learning_rate", "rho", "epsilon"),
          "Adagrad", Set.of("learning_rate", "initial_accumulator_value", "epsilon"),
          "Adadelta", Set.of("learning_rate", "rho", "epsilon"));

  private KerasConfig() {}

  /**
   * @param training empty where the file was saved without one: a loss that fits the output and
   *     Adam are assumed
   */
  static ModelSpec spec(String model, String training) {
    KerasLayers layers = KerasLayers.of(tree(model));
    JsonNode trained = training.isEmpty() ? JsonNodeFactory.instance.objectNode() : tree(training);
    return ForeignSpec.of(
        layers.inputShape(),
        layers.layers(),
        loss(trained.path("loss"), layers),
        optimizer(trained.path("optimizer_config")));
  }

  private static JsonNode tree(String json) {
    return JSON.readObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String loss(JsonNode loss, KerasLayers layers) {
    if (loss.isTextual()) {
      String word = loss.asText();
      return word.equals("sparse_categorical_crossentropy") ? "categorical_crossentropy" : word;
    }
    if (!loss.isMissingNode() && !loss.isNull()) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING,
          "The loss is no word such as mean_squared_error; save it by name.");
    }
    JsonNode last = layers.layers().path(layers.layers().size() - 1);
    return switch (last.path("config").path("activation").asText()) {
      case "softmax" -> "categorical_crossentropy";
      case "sigmoid" -> "binary_crossentropy";
      default -> "mean_squared_error";
    };
  }

  private static ObjectNode optimizer(JsonNode theirs) {
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    String className = theirs.isMissingNode() ? "Adam" : theirs.path("class_name").asText();
    ours.put("class_name", className);
    ObjectNode config = ours.putObject("config").put("learning_rate", 0.001);
    for (String name : OPTIMIZERS.getOrDefault(className, Set.of())) {
      JsonNode value = theirs.path("config").path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        config.set(name, value);
      }
    }
    return ours;
  }
}
