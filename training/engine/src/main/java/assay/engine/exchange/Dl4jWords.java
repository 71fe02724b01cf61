package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deeplearning4j's classes of activations, losses and updaters as the words of a spec. */
final class Dl4jWords {

  private static final String CLASS = "@class";

  private static final Map<String, String> ACTIVATIONS =
      Map.of(
          "ActivationIdentity", "linear",
          "ActivationReLU", "relu",
          "ActivationSigmoid", "sigmoid",
          "ActivationTanH", "tanh",
          "ActivationSoftmax", "softmax",
          "ActivationELU", "elu",
          "ActivationSELU", "selu",
          "ActivationSoftPlus", "softplus",
          "ActivationSoftSign", "softsign",
          "ActivationSwish", "silu");

  /** Settings of activations that stand at these, or are null. */
  private static final Map<String, List<String>> NEUTRAL =
      Map.of("alpha", List.of("1.0"), "negativeSlope", List.of("0.0"), "threshold", List.of("0.0"));

  private static final Map<String, String> LOSSES =
      Map.of(
          "LossMCXENT", "categorical_crossentropy",
          "LossNegativeLogLikelihood", "categorical_crossentropy",
          "LossBinaryXENT", "binary_crossentropy",
          "LossMSE", "mean_squared_error",
          "LossMAE", "mean_absolute_error");

  private static final Map<String, Map<String, String>> UPDATERS =
      Map.of(
          "Sgd", Map.of("learningRate", "learning_rate"),
          "Nesterovs", Map.of("learningRate", "learning_rate", "momentum", "momentum"),
          "Adam",
              Map.of(
                  "learningRate", "learning_rate",
                  "beta1", "beta_1",
                  "beta2", "beta_2",
                  "epsilon", "epsilon"),
          "RmsProp",
              Map.of("learningRate", "learning_rate", "rmsDecay", "rho", "epsilon", "epsilon"),
          "AdaGrad", Map.of("learningRate", "learning_rate", "epsilon", "epsilon"));

  private static final Map<String, String> OPTIMIZERS =
      Map.of("Sgd", "SGD", "Nesterovs", "SGD", "RmsProp", "RMSprop", "AdaGrad", "Adagrad");

  private static final Set<String> SCHEDULES = Set.of("learningRateSchedule", "momentumSchedule");

  private Dl4jWords() {}

  /** The class's name without its package, of whatever the configuration names by a class. */
  static String kind(JsonNode named) {
    String whole = named.path(CLASS).asText();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  static String activation(JsonNode named, String where) {
    String word = ACTIVATIONS.get(kind(named));
    if (word == null) {
      throw unknown(where, "activation", kind(named));
    }
    for (Map.Entry<String, JsonNode> setting : named.properties()) {
      boolean isNeutral =
          setting.getKey().equals(CLASS)
              || setting.getValue().isNull()
              || NEUTRAL
                  .getOrDefault(setting.getKey(), List.of())
                  .contains(setting.getValue().toString());
      if (!isNeutral) {
        throw unknown(where, "activation's " + setting.getKey(), setting.getValue().toString());
      }
    }
    return word;
  }

  static String loss(JsonNode named, String where) {
    String word = LOSSES.get(kind(named));
    if (word == null) {
      throw unknown(where, "loss", kind(named));
    }
    if (!named.path("weights").isMissingNode() && !named.path("weights").isNull()) {
      throw unknown(where, "loss's weights", named.path("weights").toString());
    }
    return word;
  }

  static ObjectNode optimizer(JsonNode named, String where) {
    String kind = kind(named);
    Map<String, String> settings = UPDATERS.get(kind);
    if (settings == null) {
      throw unknown(where, "updater", kind);
    }
    for (String schedule : SCHEDULES) {
      if (!named.path(schedule).isMissingNode() && !named.path(schedule).isNull()) {
        throw unknown(where, "updater's " + schedule, kind(named.path(schedule)));
      }
    }
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    ours.put("class_name", OPTIMIZERS.getOrDefault(kind, kind));
    ObjectNode config = ours.putObject("config");
    settings.forEach((theirs, name) -> config.set(name, named.path(theirs)));
    if (kind.equals("Nesterovs")) {
      config.put("nesterov", true);
    }
    return ours;
  }

  static ForeignModelException unknown(String where, String what, String found) {
    return new ForeignModelException(
        Reason.UNKNOWN_SETTING,
        where + " has the " + what + " '" + KerasSettings.shown(found) + "'; no spec has it.");
  }
}
