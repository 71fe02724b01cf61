package assay.training.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The settings of convolutions in {@code model.json}. */
final class ConvolutionJson {

  private ConvolutionJson() {}

  static ConvolutionLayer read(String className, JsonNode config) {
    int filters = ConfigJson.size(config, "filters");
    ActivationFunction activation = ConfigJson.activation(config);
    boolean useBias = ConfigJson.hasBias(config);
    return switch (className) {
      case "Conv1D" ->
          new ConvolutionLayer.Conv1D(filters, ConfigJson.kernelSpan(config), activation, useBias);
      case "Conv2D" ->
          new ConvolutionLayer.Conv2D(
              filters, ConfigJson.kernelWindow(config), activation, useBias);
      case "Conv2DTranspose" ->
          new ConvolutionLayer.Conv2DTranspose(
              filters, ConfigJson.kernelWindow(config), activation, useBias);
      case "SeparableConv2D" ->
          new ConvolutionLayer.SeparableConv2D(
              filters,
              ConfigJson.kernelWindow(config),
              config.path("depth_multiplier").asInt(1),
              activation,
              useBias);
      default -> throw new IllegalStateException(className + " is no convolution.");
    };
  }

  static void write(ConvolutionLayer layer, ObjectNode config) {
    config.put("filters", layer.filters()).put("activation", layer.activation().word());
    config.put("use_bias", layer.useBias());
    if (layer instanceof ConvolutionLayer.Conv1D conv) {
      ConfigJson.putSpan(config, "kernel_size", conv.span());
    } else if (layer instanceof ConvolutionLayer.Conv2D conv) {
      ConfigJson.putWindow(config, "kernel_size", conv.window());
    } else if (layer instanceof ConvolutionLayer.Conv2DTranspose conv) {
      ConfigJson.putWindow(config, "kernel_size", conv.window());
    } else if (layer instanceof ConvolutionLayer.SeparableConv2D conv) {
      ConfigJson.putWindow(config, "kernel_size", conv.window());
      config.put("depth_multiplier", conv.depthMultiplier());
    }
  }
}
