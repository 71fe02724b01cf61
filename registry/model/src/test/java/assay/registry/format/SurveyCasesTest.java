package assay.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with what is told of them. The portal's sealing module is held to the same ones. */
final class SurveyCasesTest {

  @TempDir private Path folder;

  private static Stream<Named<JsonNode>> cases() throws IOException {
    try (InputStream in = SurveyCasesTest.class.getResourceAsStream("survey-cases.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      return StreamSupport.stream(all.spliterator(), false)
          .map(one -> Named.of(one.get("name").textValue(), one));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldTellWhatIsExpected(JsonNode one) throws IOException {
    Path file = folder.resolve(one.get("file").textValue());
    Files.write(file, content(one));

    if (one.has("refused")) {
      // Names no manifest may have are refused by the field itself, odd quotes by the CSV library.
      assertThatThrownBy(() -> PlainSource.at(file).survey())
          .isInstanceOfAny(
              FormatRefusedException.class, IllegalArgumentException.class, IOException.class);
    } else {
      assertThat(PlainSource.at(file).survey()).isEqualTo(expected(one));
    }
  }

  private static byte[] content(JsonNode one) throws IOException {
    return one.has("text")
        ? one.get("text").textValue().getBytes(StandardCharsets.UTF_8)
        : one.get("base64").binaryValue();
  }

  private static Survey expected(JsonNode one) {
    List<SchemaField> fields = new ArrayList<>();
    for (JsonNode field : one.get("fields")) {
      List<Integer> shape = new ArrayList<>();
      field.get("shape").forEach(size -> shape.add(size.intValue()));
      ElementType type = ElementType.valueOf(field.get("type").textValue());
      fields.add(new SchemaField(field.get("name").textValue(), type, shape, false));
    }
    return new Survey(one.get("format").textValue(), fields, one.get("samples").longValue());
  }
}
