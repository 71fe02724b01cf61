package assay.training.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The settings of core, normalising and shaping layers in {@code model.json}. */
final class CoreJson {

  private CoreJson() {}

  static Layer read(String className, JsonNode config) {
    return switch (className) {
      case "Dense" ->
          new CoreLayer.Dense(
              ConfigJson.size(config, "units"),
              ConfigJson.activation(config),
              ConfigJson.hasBias(config));
      case "Embedding" ->
          new CoreLayer.Embedding(
              ConfigJson.size(config, "input_dim"), ConfigJson.size(config, "output_dim"));
      case "Activation" -> new CoreLayer.Activation(ConfigJson.activation(config));
      case "Dropout" -> new CoreLayer.Dropout(config.path("rate").doubleValue());
      case "Rescaling" ->
          new CoreLayer.Rescaling(
              config.path("scale").doubleValue(), config.path("offset").asDouble(0));
      case "BatchNormalization" ->
          new NormalizationLayer.BatchNormalization(
              config.path("momentum").asDouble(0.99), config.path("epsilon").asDouble(0.001));
      case "LayerNormalization" ->
          new NormalizationLayer.LayerNormalization(config.path("epsilon").asDouble(0.001));
      case "Flatten" -> new ShapingLayer.Flatten();
      case "Reshape" -> new ShapingLayer.Reshape(ConfigJson.shape(config.path("target_shape")));
      case "UpSampling2D" ->
          new ShapingLayer.UpSampling2D(
              config.path("size").path(0).asInt(2), config.path("size").path(1).asInt(2));
      default -> throw new IllegalStateException("The schema let an unknown layer pass.");
    };
  }

  static void write(Layer layer, ObjectNode config) {
    if (layer instanceof CoreLayer.Dense dense) {
      config.put("units", dense.units()).put("activation", dense.activation().word());
      config.put("use_bias", dense.useBias());
    } else if (layer instanceof CoreLayer.Embedding embedding) {
      config.put("input_dim", embedding.inputDim()).put("output_dim", embedding.outputDim());
    } else if (layer instanceof CoreLayer.Activation activation) {
      config.put("activation", activation.activation().word());
    } else if (layer instanceof CoreLayer.Dropout dropout) {
      config.put("rate", dropout.rate());
    } else if (layer instanceof CoreLayer.Rescaling rescaling) {
      config.put("scale", rescaling.scale()).put("offset", rescaling.offset());
    } else if (layer instanceof NormalizationLayer.BatchNormalization norm) {
      config.put("momentum", norm.momentum()).put("epsilon", norm.epsilon());
    } else if (layer instanceof NormalizationLayer.LayerNormalization norm) {
      config.put("epsilon", norm.epsilon());
    } else if (layer instanceof ShapingLayer.Reshape reshape) {
      ConfigJson.putSizes(config, "target_shape", reshape.target().sizes());
    } else if (layer instanceof ShapingLayer.UpSampling2D up) {
      ConfigJson.putSizes(config, "size", List.of(up.rows(), up.columns()));
    }
  }
}
