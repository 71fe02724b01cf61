package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One layer's settings on their way from Keras's words to ours: those that a spec has are taken,
 * those that change nothing once trained are left out, those that a spec lacks must stand at the
 * value that does nothing. Any other is refused with the layer's name and its own.
 */
final class KerasSettings {

  private static final Map<String, Set<String>> TAKEN =
      Map.ofEntries(
          Map.entry("Dense", Set.of("units", "activation", "use_bias")),
          Map.entry("Embedding", Set.of("input_dim", "output_dim")),
          Map.entry("Activation", Set.of("activation")),
          Map.entry("Dropout", Set.of("rate")),
          Map.entry("Rescaling", Set.of("scale", "offset")),
          Map.entry("Conv1D", convolution()),
          Map.entry("Conv2D", convolution()),
          Map.entry("Conv2DTranspose", convolution()),
          Map.entry(
              "SeparableConv2D",
              Set.of(
                  "filters",
                  "kernel_size",
                  "strides",
                  "padding",
                  "activation",
                  "use_bias",
                  "depth_multiplier")),
          Map.entry("MaxPooling1D", pooling()),
          Map.entry("AveragePooling1D", pooling()),
          Map.entry("MaxPooling2D", pooling()),
          Map.entry("AveragePooling2D", pooling()),
          Map.entry("GlobalMaxPooling1D", Set.of()),
          Map.entry("GlobalAveragePooling1D", Set.of()),
          Map.entry("GlobalMaxPooling2D", Set.of()),
          Map.entry("GlobalAveragePooling2D", Set.of()),
          Map.entry("BatchNormalization", Set.of("momentum", "epsilon")),
          Map.entry("LayerNormalization", Set.of("epsilon")),
          Map.entry("LSTM", Set.of("units", "return_sequences")),
          Map.entry("SimpleRNN", Set.of("units", "activation", "return_sequences")),
          Map.entry("Bidirectional", Set.of("merge_mode")),
          Map.entry("Flatten", Set.of()),
          Map.entry("Reshape", Set.of("target_shape")),
          Map.entry("UpSampling2D", Set.of("size")),
          Map.entry("Add", Set.of()),
          Map.entry("Concatenate", Set.of()));

  /** Settings of the training that made the weights, and of how Keras computes. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "name",
          "trainable",
          "dtype",
          "batch_input_shape",
          "batch_shape",
          "implementation",
          "input_length",
          "renorm_clipping",
          "renorm_momentum",
          "seed",
          "synchronized",
          "unit_forget_bias",
          "unroll",
          "zero_output_for_mask");

  private static final Map<String, List<String>> NEUTRAL =
      Map.ofEntries(
          Map.entry("axis", List.of("-1", "[-1]")),
          Map.entry("center", List.of("true")),
          Map.entry("data_format", List.of("\"channels_last\"", "null")),
          Map.entry("dilation_rate", List.of("1", "[1]", "[1,1]")),
          Map.entry("dropout", List.of("0", "0.0")),
          Map.entry("go_backwards", List.of("false")),
          Map.entry("groups", List.of("1")),
          Map.entry("interpolation", List.of("\"nearest\"")),
          Map.entry("keepdims", List.of("false")),
          Map.entry("lora_alpha", List.of("null")),
          Map.entry("lora_rank", List.of("null")),
          Map.entry("mask_zero", List.of("false")),
          Map.entry("max_value", List.of("null")),
          Map.entry("negative_slope", List.of("0", "0.0")),
          Map.entry("noise_shape", List.of("null")),
          Map.entry("output_padding", List.of("null")),
          Map.entry("quantization_config", List.of("null")),
          Map.entry("recurrent_activation", List.of("\"sigmoid\"")),
          Map.entry("recurrent_dropout", List.of("0", "0.0")),
          Map.entry("renorm", List.of("false")),
          Map.entry("return_state", List.of("false")),
          Map.entry("rms_scaling", List.of("false")),
          Map.entry("scale", List.of("true")),
          Map.entry("stateful", List.of("false")),
          Map.entry("threshold", List.of("0", "0.0")),
          Map.entry("time_major", List.of("false")),
          Map.entry("use_bias", List.of("true")),
          Map.entry("activation", List.of("\"tanh\"")),
          Map.entry("weights", List.of("null")));

  private static final Set<String> LISTS =
      Set.of("kernel_size", "strides", "pool_size", "size", "target_shape");

  private KerasSettings() {}

  /** Whether a spec has this kind of layer. */
  static boolean knows(String className) {
    return TAKEN.containsKey(className);
  }

  /** The settings of a known class, in our words; {@code where} names the layer in refusals. */
  static ObjectNode translate(String className, JsonNode config, String where) {
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    Set<String> taken = Objects.requireNonNull(TAKEN.get(className));
    for (Map.Entry<String, JsonNode> setting : config.properties()) {
      if (taken.contains(setting.getKey())) {
        ours.set(setting.getKey(), ours(className, setting));
      } else {
        requireNeutral(setting.getKey(), setting.getValue(), where);
      }
    }
    return ours;
  }

  static void requireNeutral(String name, JsonNode value, String where) {
    if (LEFT_OUT.contains(name) || name.endsWith("_initializer") || name.endsWith("_regularizer")) {
      return;
    }
    if (name.endsWith("_constraint") && value.isNull()) {
      return;
    }
    List<String> neutral = NEUTRAL.getOrDefault(name, List.of());
    if (!neutral.contains(value.toString())) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING,
          where
              + " has "
              + shown(name)
              + " = "
              + shown(value.toString())
              + (neutral.isEmpty()
                  ? "; no spec has such a setting."
                  : "; only " + neutral + " is known."));
    }
  }

  private static JsonNode ours(String className, Map.Entry<String, JsonNode> setting) {
    JsonNode value = setting.getValue();
    if (!LISTS.contains(setting.getKey()) || !value.isInt()) {
      return value;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode().add(value);
    return className.endsWith("1D") || className.equals("Reshape") ? list : list.add(value);
  }

  private static Set<String> convolution() {
    return Set.of("filters", "kernel_size", "strides", "padding", "activation", "use_bias");
  }

  private static Set<String> pooling() {
    return Set.of("pool_size", "strides", "padding");
  }

  /** A stranger's word, short enough for a message. */
  static String shown(String word) {
    return word.length() > 60 ? word.substring(0, 60) + "..." : word;
  }
}
