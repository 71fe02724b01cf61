package assay.training.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published page, the schema and the code name the same things. */
class ModelSpecPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "model-spec.md");

  @Test
  void shouldListEveryLayer() throws IOException {
    Set<String> kinds = kinds(Layer.class);

    assertThat(words("/$defs/layer/properties/class_name/enum")).isEqualTo(kinds);
    assertThat(rows("Layer")).isEqualTo(kinds);
  }

  @Test
  void shouldListEveryActivation() throws IOException {
    assertThat(words("/$defs/activation/enum")).isEqualTo(words(ActivationFunction.values()));
    assertThat(rows("Activation")).isEqualTo(words(ActivationFunction.values()));
  }

  @Test
  void shouldListEveryLoss() throws IOException {
    assertThat(words("/properties/loss/enum")).isEqualTo(words(Loss.values()));
    assertThat(rows("Loss")).isEqualTo(words(Loss.values()));
  }

  @Test
  void shouldListEveryMetric() throws IOException {
    assertThat(words("/properties/metrics/items/enum")).isEqualTo(words(Metric.values()));
    assertThat(rows("Metric")).isEqualTo(words(Metric.values()));
  }

  @Test
  void shouldListEveryOptimizer() throws IOException {
    Set<String> named = words("/properties/optimizer/properties/class_name/enum");

    assertThat(named).hasSameSizeAs(Optimizer.class.getPermittedSubclasses());
    assertThat(rows("Optimizer")).isEqualTo(named);
  }

  /** The first cells of the table under this heading. */
  private static Set<String> rows(String heading) throws IOException {
    Set<String> names = new TreeSet<>();
    boolean isWithin = false;
    for (String line : Files.readAllLines(PAGE)) {
      isWithin = line.startsWith("| " + heading + " |") || (isWithin && line.startsWith("|"));
      if (isWithin && line.startsWith("| `")) {
        names.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    return names;
  }

  private static Set<String> words(String pointer) throws IOException {
    try (InputStream schema = ModelSpec.class.getResourceAsStream("model-spec.schema.json")) {
      Set<String> words = new TreeSet<>();
      JsonNode list = new ObjectMapper().readTree(schema).at(pointer);
      list.forEach(word -> words.add(word.textValue()));
      return words;
    }
  }

  private static Set<String> words(KerasWord... constants) {
    Set<String> words = new TreeSet<>();
    Arrays.stream(constants).map(KerasWord::word).forEach(words::add);
    return words;
  }

  private static Set<String> kinds(Class<?> kind) {
    Set<String> names = new TreeSet<>();
    if (kind.isRecord()) {
      names.add(kind.getSimpleName());
    } else {
      Stream.of(kind.getPermittedSubclasses()).map(ModelSpecPageTest::kinds).forEach(names::addAll);
    }
    return names;
  }
}
