package assay.training.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The settings of recurrent layers in {@code model.json}. */
final class RecurrentJson {

  private RecurrentJson() {}

  static RecurrentLayer read(String className, JsonNode config) {
    if (!className.equals("Bidirectional")) {
      return oneWay(className, config);
    }
    JsonNode inner = config.path("layer");
    String merge = config.path("merge_mode").asText(RecurrentLayer.MergeMode.CONCAT.word());
    return new RecurrentLayer.Bidirectional(
        oneWay(inner.path("class_name").textValue(), inner.path("config")),
        KerasWord.parse(RecurrentLayer.MergeMode.class, merge));
  }

  private static RecurrentLayer.OneWay oneWay(String className, JsonNode config) {
    int units = ConfigJson.size(config, "units");
    boolean returnSequences = config.path("return_sequences").asBoolean(false);
    return switch (className) {
      case "LSTM" -> new RecurrentLayer.LSTM(units, returnSequences);
      case "SimpleRNN" ->
          new RecurrentLayer.SimpleRNN(
              units, ConfigJson.activation(config, ActivationFunction.TANH), returnSequences);
      default -> throw new IllegalStateException("The schema let " + className + " pass.");
    };
  }

  static void write(RecurrentLayer layer, ObjectNode config) {
    if (layer instanceof RecurrentLayer.Bidirectional both) {
      config.put("merge_mode", both.mergeMode().word());
      ObjectNode inner = config.putObject("layer").put("class_name", both.layer().className());
      write(both.layer(), inner.putObject("config"));
    } else if (layer instanceof RecurrentLayer.OneWay one) {
      config.put("units", one.units()).put("return_sequences", one.returnSequences());
      if (one instanceof RecurrentLayer.SimpleRNN) {
        config.put("activation", one.activation().word());
      }
    }
  }
}
