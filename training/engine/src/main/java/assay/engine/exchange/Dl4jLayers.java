package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One layer's settings on their way from Deeplearning4j's words to ours: those that a spec has are
 * taken, those of the training that made the weights are left out, and whatever else is not null
 * must stand at the value that does nothing.
 */
final class Dl4jLayers {

  /** What a layer reads and makes, told by the number of its axes. */
  enum Rank {
    VECTOR,
    SEQUENCE,
    IMAGE
  }

  /**
   * A layer in the words of a spec.
   *
   * @param ours class name and settings
   * @param made what it makes
   */
  record Translated(ObjectNode ours, Rank made) {}

  private static final Set<String> CONVOLUTION =
      Set.of("activationFn", "convolutionMode", "hasBias", "kernelSize", "padding", "stride");
  private static final Set<String> POOLING =
      Set.of("convolutionMode", "kernelSize", "padding", "poolingType", "stride");
  private static final Set<String> DENSE = Set.of("activationFn", "hasBias", "lossFn");

  private static final Map<String, Set<String>> TAKEN =
      Map.ofEntries(
          Map.entry("DenseLayer", DENSE),
          Map.entry("OutputLayer", DENSE),
          Map.entry("ActivationLayer", Set.of("activationFn")),
          Map.entry("DropoutLayer", Set.of("activationFn")),
          Map.entry("ConvolutionLayer", CONVOLUTION),
          Map.entry("SubsamplingLayer", POOLING),
          Map.entry("Upsampling2D", Set.of("size")),
          // It applies no activation, whatever is written there.
          Map.entry("BatchNormalization", Set.of("activationFn", "decay", "eps", "useLogStd")),
          Map.entry("GlobalPoolingLayer", Set.of("poolingType")),
          Map.entry("LSTM", Set.of("activationFn", "gateActivationFn")),
          Map.entry("SimpleRnn", Set.of("activationFn")),
          Map.entry("LastTimeStep", Set.of("underlying")));

  /** Settings of the training that made the weights, and of how Deeplearning4j computes. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "@class",
          "beta",
          "biasInit",
          "biasUpdater",
          "cudnnAlgoMode",
          "cudnnAllowFallback",
          "forgetGateBiasInit",
          "gainInit",
          "gamma",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "helperAllowFallback",
          "idropout",
          "iupdater",
          "layerName",
          "minibatch",
          "nin",
          "nout",
          "pnorm",
          "regularization",
          "regularizationBias",
          "weightInitFn",
          "weightInitFnRecurrent",
          "weightNoise");

  private static final Map<String, List<String>> NEUTRAL =
      Map.ofEntries(
          Map.entry("avgPoolIncludePadInDivisor", List.of("false")),
          Map.entry("cnn2DFormat", List.of("\"NCHW\"")),
          Map.entry("cnn2dDataFormat", List.of("\"NCHW\"")),
          Map.entry("collapseDimensions", List.of("true")),
          Map.entry("dilation", List.of("[1,1]")),
          Map.entry("eps", List.of("1.0E-8")),
          Map.entry("format", List.of("\"NCHW\"")),
          Map.entry("hasLayerNorm", List.of("false")),
          Map.entry("lockGammaBeta", List.of("false")),
          Map.entry("poolingDimensions", List.of("[2,3]", "[2]")),
          Map.entry("rnnDataFormat", List.of("\"NCW\"")));

  private final ObjectNode config = JsonNodeFactory.instance.objectNode();
  private final JsonNode layer;
  private final String where;

  private Dl4jLayers(JsonNode layer, String where) {
    this.layer = layer;
    this.where = where;
  }

  /**
   * @param where names the layer in refusals
   */
  static Translated translate(JsonNode layer, Rank read, String where) {
    String kind = Dl4jWords.kind(layer);
    if (!TAKEN.containsKey(kind)) {
      throw new ForeignModelException(
          Reason.UNKNOWN_SETTING,
          where + " is of the unknown kind '" + KerasSettings.shown(kind) + "'.");
    }
    requireKnownSettings(layer, Objects.requireNonNull(TAKEN.get(kind)), where);
    return new Dl4jLayers(layer, where).of(kind, read);
  }

  private static void requireKnownSettings(JsonNode layer, Set<String> taken, String where) {
    for (Map.Entry<String, JsonNode> setting : layer.properties()) {
      String name = setting.getKey();
      boolean isKnown =
          taken.contains(name)
              || LEFT_OUT.contains(name)
              || setting.getValue().isNull()
              || NEUTRAL.getOrDefault(name, List.of()).contains(setting.getValue().toString());
      if (!isKnown) {
        throw Dl4jWords.unknown(where, KerasSettings.shown(name), setting.getValue().toString());
      }
    }
  }

  private Translated of(String kind, Rank read) {
    return switch (kind) {
      case "DenseLayer", "OutputLayer" -> dense();
      case "ActivationLayer" -> activation(read);
      case "DropoutLayer" -> dropout(read);
      case "ConvolutionLayer" -> convolution();
      case "SubsamplingLayer" -> pooling();
      case "Upsampling2D" -> upsampling();
      case "BatchNormalization" -> normalization(read);
      case "GlobalPoolingLayer" -> made(word("poolingType", "Global") + axes(read), Rank.VECTOR);
      case "LastTimeStep" -> lastOf();
      default -> recurrent(kind, true);
    };
  }

  private Translated dense() {
    config.set("units", layer.path("nout"));
    activate();
    config.put("use_bias", layer.path("hasBias").asBoolean(true));
    return made("Dense", Rank.VECTOR);
  }

  private Translated activation(Rank read) {
    activate();
    return made("Activation", read);
  }

  private Translated dropout(Rank read) {
    config.put("rate", rate(layer.path("idropout"), where));
    return made("Dropout", read);
  }

  /** DL4J states the share that stays, a spec the share that goes. */
  static double rate(JsonNode dropout, String where) {
    boolean isPlain =
        Dl4jWords.kind(dropout).equals("Dropout") && dropout.path("pschedule").isNull();
    if (!isPlain) {
      throw Dl4jWords.unknown(where, "dropout", Dl4jWords.kind(dropout));
    }
    return 1 - dropout.path("p").asDouble();
  }

  private Translated convolution() {
    config.set("filters", layer.path("nout"));
    window("kernel_size");
    activate();
    config.put("use_bias", layer.path("hasBias").asBoolean(true));
    return made("Conv2D", Rank.IMAGE);
  }

  private Translated pooling() {
    window("pool_size");
    return made(word("poolingType", "") + "2D", Rank.IMAGE);
  }

  private Translated upsampling() {
    config.set("size", layer.path("size"));
    return made("UpSampling2D", Rank.IMAGE);
  }

  private Translated normalization(Rank read) {
    config.set("momentum", layer.path("decay"));
    config.set("epsilon", layer.path("eps"));
    return made("BatchNormalization", read);
  }

  private Translated lastOf() {
    JsonNode underlying = layer.path("underlying");
    String kind = Dl4jWords.kind(underlying);
    if (!kind.equals("LSTM") && !kind.equals("SimpleRnn")) {
      throw Dl4jWords.unknown(where, "last time step of a", kind);
    }
    requireKnownSettings(underlying, Objects.requireNonNull(TAKEN.get(kind)), where);
    return new Dl4jLayers(underlying, where).recurrent(kind, false);
  }

  private Translated recurrent(String kind, boolean isSequence) {
    config.set("units", layer.path("nout"));
    config.put("return_sequences", isSequence);
    String activation = Dl4jWords.activation(layer.path("activationFn"), where);
    if (kind.equals("SimpleRnn")) {
      config.put("activation", activation);
      return made("SimpleRNN", isSequence ? Rank.SEQUENCE : Rank.VECTOR);
    }
    String gates = Dl4jWords.activation(layer.path("gateActivationFn"), where);
    if (!activation.equals("tanh") || !gates.equals("sigmoid")) {
      throw Dl4jWords.unknown(where, "activations of cell and gates", activation + ", " + gates);
    }
    return made("LSTM", isSequence ? Rank.SEQUENCE : Rank.VECTOR);
  }

  private void activate() {
    config.put("activation", Dl4jWords.activation(layer.path("activationFn"), where));
  }

  private void window(String size) {
    config.set(size, layer.path("kernelSize"));
    config.set("strides", layer.path("stride"));
    String mode = layer.path("convolutionMode").asText();
    boolean isPadded = !layer.path("padding").toString().equals("[0,0]");
    if (!mode.equals("Same") && (isPadded || !Set.of("Truncate", "Strict").contains(mode))) {
      throw Dl4jWords.unknown(where, "padding", mode + " " + layer.path("padding"));
    }
    config.put("padding", mode.equals("Same") ? "same" : "valid");
  }

  private String word(String setting, String before) {
    return switch (layer.path(setting).asText()) {
      case "MAX" -> before + "MaxPooling";
      case "AVG" -> before + "AveragePooling";
      default -> throw Dl4jWords.unknown(where, setting, layer.path(setting).asText());
    };
  }

  private static String axes(Rank read) {
    return read == Rank.SEQUENCE ? "1D" : "2D";
  }

  private Translated made(String className, Rank made) {
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    ours.put("class_name", className);
    ours.set("config", config);
    return new Translated(ours, made);
  }
}
