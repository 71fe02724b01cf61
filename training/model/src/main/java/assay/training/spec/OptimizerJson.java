package assay.training.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The optimizer's part of {@code model.json}; reads only what the schema has passed. */
final class OptimizerJson {

  private OptimizerJson() {}

  static Optimizer read(JsonNode tree) {
    JsonNode config = tree.path("config");
    double rate = config.path("learning_rate").doubleValue();
    return switch (tree.path("class_name").textValue()) {
      case "SGD" ->
          new Optimizer.Sgd(
              rate, config.path("momentum").asDouble(0), config.path("nesterov").asBoolean(false));
      case "Adam" ->
          new Optimizer.Adam(
              rate,
              config.path("beta_1").asDouble(0.9),
              config.path("beta_2").asDouble(0.999),
              config.path("epsilon").asDouble(1e-7));
      case "RMSprop" ->
          new Optimizer.RmsProp(
              rate, config.path("rho").asDouble(0.9), config.path("epsilon").asDouble(1e-7));
      case "AdamW" ->
          new Optimizer.AdamW(
              rate,
              config.path("beta_1").asDouble(0.9),
              config.path("beta_2").asDouble(0.999),
              config.path("epsilon").asDouble(1e-7),
              config.path("weight_decay").asDouble(0.004));
      case "Adagrad" ->
          new Optimizer.Adagrad(
              rate,
              config.path("initial_accumulator_value").asDouble(0.1),
              config.path("epsilon").asDouble(1e-7));
      case "Adadelta" ->
          new Optimizer.Adadelta(
              rate, config.path("rho").asDouble(0.95), config.path("epsilon").asDouble(1e-7));
      default -> throw new IllegalStateException("The schema let an unknown optimizer pass.");
    };
  }

  static ObjectNode write(Optimizer optimizer) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode config = tree.putObject("config").put("learning_rate", optimizer.learningRate());
    if (optimizer instanceof Optimizer.Sgd sgd) {
      tree.put("class_name", "SGD");
      config.put("momentum", sgd.momentum()).put("nesterov", sgd.nesterov());
    } else if (optimizer instanceof Optimizer.Adam adam) {
      tree.put("class_name", "Adam");
      config.put("beta_1", adam.beta1()).put("beta_2", adam.beta2());
      config.put("epsilon", adam.epsilon());
    } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      tree.put("class_name", "RMSprop");
      config.put("rho", rmsProp.rho()).put("epsilon", rmsProp.epsilon());
    } else if (optimizer instanceof Optimizer.AdamW adam) {
      tree.put("class_name", "AdamW");
      config.put("beta_1", adam.beta1()).put("beta_2", adam.beta2());
      config.put("epsilon", adam.epsilon()).put("weight_decay", adam.weightDecay());
    } else if (optimizer instanceof Optimizer.Adagrad adagrad) {
      tree.put("class_name", "Adagrad");
      config.put("initial_accumulator_value", adagrad.initialAccumulator());
      config.put("epsilon", adagrad.epsilon());
    } else if (optimizer instanceof Optimizer.Adadelta adadelta) {
      tree.put("class_name", "Adadelta");
      config.put("rho", adadelta.rho()).put("epsilon", adadelta.epsilon());
    }
    return tree;
  }
}
