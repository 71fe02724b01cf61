package assay.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Bytes32;
import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
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

/**
 * Folders with the hash of their archive and what is told of them. The portal's sealing module is
 * held to the same ones.
 */
final class FolderCasesTest {

  @TempDir private Path folder;

  private static Stream<Named<JsonNode>> cases() throws IOException {
    try (InputStream in = FolderCasesTest.class.getResourceAsStream("folder-cases.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      return StreamSupport.stream(all.spliterator(), false)
          .map(one -> Named.of(one.get("name").textValue(), one));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldPackAndTellWhatIsExpected(JsonNode one) throws IOException {
    for (JsonNode file : one.get("files")) {
      Path path = folder.resolve(file.get("name").textValue());
      Files.createDirectories(path.getParent());
      Files.write(path, content(file));
    }
    PlainSource source = PlainSource.at(folder);

    if (one.has("refused")) {
      assertThatThrownBy(source::survey).isInstanceOf(FormatRefusedException.class);
    } else {
      assertThat(source.survey()).isEqualTo(expected(one));
      assertThat(packed(source).hex()).isEqualTo(one.get("sha256").textValue());
    }
  }

  private static Bytes32 packed(PlainSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    source.writeTo(out);
    return Bytes32.sha256(out.toByteArray());
  }

  private static byte[] content(JsonNode file) throws IOException {
    if (file.has("text")) {
      return file.get("text").textValue().getBytes(StandardCharsets.UTF_8);
    }
    return file.has("zeros")
        ? new byte[file.get("zeros").intValue()]
        : file.get("base64").binaryValue();
  }

  private static Survey expected(JsonNode one) {
    List<SchemaField> fields = new ArrayList<>();
    for (JsonNode field : one.get("fields")) {
      List<Integer> shape = new ArrayList<>();
      field.get("shape").forEach(size -> shape.add(size.intValue()));
      String name = field.get("name").textValue();
      ElementType type = ElementType.valueOf(field.get("type").textValue());
      fields.add(new SchemaField(name, type, shape, name.equals("class")));
    }
    return new Survey(one.get("format").textValue(), fields, one.get("samples").longValue());
  }
}
