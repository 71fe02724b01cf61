package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.CheckpointArchive;
import assay.training.checkpoint.Provenance;
import assay.training.checkpoint.Weights;
import assay.training.data.Digits;
import assay.training.data.LabelledData;
import assay.training.spec.ActivationFunction;
import assay.training.spec.ModelSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * prediction-vectors.json: checkpoints of every kind of layer with this engine's answers. The
 * portal's tests read the same file, so what a page answers is what the engine does. Where the two
 * differ, the newly made file is left in {@code target} for whoever means the change.
 */
class PredictionVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TorchEngine ENGINE = new TorchEngine(System::nanoTime);
  private static final String IMAGE = "[6,5,2]";
  private static final String SEQUENCE = "[15,4]";
  private static final String PLACES = "[60]";
  private static final String FLAT = ";Flatten|";
  private static final int SAMPLES = 2;

  /** Layers as {@code Kind|settings}, joined by semicolons. */
  private static Stream<ModelSpec> specs() {
    Stream<ModelSpec> layers =
        Stream.of(
            of(IMAGE, "Conv2D|'filters':3,'kernel_size':[3,2],'activation':'relu'" + FLAT),
            of(
                IMAGE,
                "Conv2D|'filters':3,'kernel_size':[3,3],'strides':[2,2],'padding':'same','use_bias':false"
                    + FLAT),
            of(
                IMAGE,
                "SeparableConv2D|'filters':4,'kernel_size':[3,2],'depth_multiplier':3,'padding':'same','strides':[2,2]"
                    + FLAT),
            of(IMAGE, "Conv2DTranspose|'filters':3,'kernel_size':[3,2],'strides':[2,1]" + FLAT),
            of(
                IMAGE,
                "Conv2DTranspose|'filters':2,'kernel_size':[4,3],'strides':[2,1],'use_bias':false,'padding':'same'"
                    + FLAT),
            of(IMAGE, "MaxPooling2D|'pool_size':[2,2]" + FLAT),
            of(IMAGE, "AveragePooling2D|'pool_size':[4,3],'strides':[3,2],'padding':'same'" + FLAT),
            of(IMAGE, "GlobalMaxPooling2D|"),
            of(IMAGE, "GlobalAveragePooling2D|"),
            of(IMAGE, "UpSampling2D|'size':[2,3]" + FLAT),
            of(IMAGE, "BatchNormalization|'epsilon':0.01" + FLAT),
            of(IMAGE, "LayerNormalization|'epsilon':0.01" + FLAT),
            of(
                SEQUENCE,
                "Conv1D|'filters':5,'kernel_size':[4],'strides':[2],'padding':'same'" + FLAT),
            of(SEQUENCE, "MaxPooling1D|'pool_size':[4],'strides':[3],'padding':'same'" + FLAT),
            of(SEQUENCE, "AveragePooling1D|'pool_size':[4],'strides':[3],'padding':'same'" + FLAT),
            of(SEQUENCE, "GlobalMaxPooling1D|"),
            of(SEQUENCE, "GlobalAveragePooling1D|"),
            of(SEQUENCE, "LSTM|'units':6"),
            of(SEQUENCE, "LSTM|'units':3,'return_sequences':true" + FLAT),
            of(SEQUENCE, "SimpleRNN|'units':3,'activation':'relu','return_sequences':true" + FLAT),
            of(SEQUENCE, both("concat", "LSTM", "'units':4,'return_sequences':true") + FLAT),
            of(SEQUENCE, both("sum", "LSTM", "'units':4")),
            of(SEQUENCE, both("mul", "SimpleRNN", "'units':4")),
            of(SEQUENCE, both("ave", "LSTM", "'units':4,'return_sequences':true") + FLAT),
            of(PLACES, "Embedding|'input_dim':2,'output_dim':3" + FLAT),
            of(PLACES, "Reshape|'target_shape':[12,5];SimpleRNN|'units':4"),
            Specs.residual(Specs.ADAM));
    return Stream.concat(
        layers,
        Arrays.stream(ActivationFunction.values())
            .map(
                function ->
                    of(PLACES, "Dense|'units':5,'activation':'%s'".formatted(function.word()))));
  }

  private static String both(String merge, String kind, String settings) {
    return "Bidirectional|'merge_mode':'%s','layer':{'class_name':'%s','config':{%s}}"
        .formatted(merge, kind, settings);
  }

  private static ModelSpec of(String input, String layers) {
    StringBuilder json = new StringBuilder();
    int number = 0;
    for (String layer : layers.split(";", -1)) {
      int at = layer.indexOf('|');
      json.append(
          "{'class_name':'%s','name':'l%d','config':{%s}},"
              .formatted(layer.substring(0, at), number++, layer.substring(at + 1)));
    }
    return Specs.spec(
        input,
        json + "{'class_name':'Dense','name':'out','config':{'units':3,'activation':'softmax'}}",
        Specs.ADAM);
  }

  @Test
  void shouldAnswerWhatThePortalAnswers() throws IOException {
    ArrayNode made = JSON.createArrayNode();
    specs().forEach(spec -> made.add(vector(spec)));
    JsonNode kept = file();
    Files.writeString(Path.of("target", "prediction-vectors.json"), made.toPrettyString() + "\n");

    assertThat(made.size()).isEqualTo(kept.size());
    for (int at = 0; at < made.size(); at++) {
      requireSame(kept.path(at), made.path(at));
    }
  }

  /** Other processors round the last digits otherwise. */
  private static void requireSame(JsonNode kept, JsonNode made) {
    assertThat(archive(made)).isEqualTo(archive(kept));
    assertThat(made.path("samples")).isEqualTo(kept.path("samples"));
    for (int sample = 0; sample < SAMPLES; sample++) {
      for (int answer = 0; answer < made.at("/answers/0").size(); answer++) {
        double expected = kept.path("answers").path(sample).path(answer).asDouble();
        assertThat(made.path("answers").path(sample).path(answer).asDouble())
            .isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static JsonNode file() throws IOException {
    try (InputStream in =
        PredictionVectorsTest.class.getResourceAsStream("prediction-vectors.json")) {
      return in == null ? JSON.createArrayNode() : JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static ObjectNode vector(ModelSpec spec) {
    Weights weights = Specs.weights(spec);
    boolean isOfDigits = spec.input().elements() == Digits.FORMAT.width();
    LabelledData samples =
        isOfDigits ? Digits.load().test().select(new int[] {0, 1}) : Specs.places(SAMPLES);
    float[][] answers = ENGINE.predict(spec, weights, samples);
    ObjectNode vector = JSON.createObjectNode();
    vector.put("archive", Base64.getEncoder().encodeToString(zipped(spec, weights)));
    ArrayNode asked = vector.putArray("samples");
    ArrayNode told = vector.putArray("answers");
    for (int i = 0; i < SAMPLES; i++) {
      asked.add(numbers(samples.sample(i).values()));
      told.add(numbers(answers[i]));
    }
    return vector;
  }

  private static ArrayNode numbers(float[] values) {
    ArrayNode list = JSON.createArrayNode();
    for (float value : values) {
      list.add((double) value);
    }
    return list;
  }

  private static byte[] zipped(ModelSpec spec, Weights weights) {
    Provenance provenance =
        new Provenance(
            List.of(), spec.hash(), new TreeMap<>(), 0, new TreeMap<>(), new TreeMap<>());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      CheckpointArchive.write(new Checkpoint(spec, weights, provenance), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] archive(JsonNode vector) {
    byte[] zipped = Base64.getDecoder().decode(vector.path("archive").asText());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
