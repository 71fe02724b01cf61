package assay.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** openapi.yaml as the tests read it. */
final class ApiDescription {

  private static final String LOCATION = "https://assay.example/openapi.yaml";
  private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

  private final ObjectNode document;
  private final JsonSchemaFactory schemas;
  private final List<Operation> operations;

  private ApiDescription(ObjectNode document) {
    this.document = document;
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(LOCATION, closed().toString()))));
    this.operations = read();
  }

  static ApiDescription load() {
    try (InputStream file = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
      return parse(Objects.requireNonNull(file).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml cannot be read.", e);
    }
  }

  static ApiDescription parse(byte[] yaml) {
    try {
      return new ApiDescription((ObjectNode) new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("The description is no YAML.", e);
    }
  }

  /**
   * The description for which an answer's field that it does not name is wrong. Clients are to
   * overlook such fields, so the file itself does not say so.
   */
  private ObjectNode closed() {
    ObjectNode closed = document.deepCopy();
    for (JsonNode schema : closed.at("/components/schemas")) {
      if (schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("additionalProperties", false);
      }
    }
    return closed;
  }

  private List<Operation> read() {
    List<Operation> found = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method ->
                            found.add(
                                new Operation(
                                    this,
                                    method.toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    path.getValue().path(method)))));
    return List.copyOf(found);
  }

  ObjectNode document() {
    return document;
  }

  List<Operation> operations() {
    return operations;
  }

  Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("openapi.yaml has no operation " + id));
  }

  /** What stands where a reference points to; the node itself if it is none. */
  JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** What is wrong with a value, by the schema at that place of the document. */
  List<String> errors(String pointer, JsonNode value) {
    JsonSchema schema =
        schemas.getSchema(
            SchemaLocation.of(LOCATION + "#" + pointer),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(value).stream().map(Object::toString).toList();
  }

  /** The path of a part of the document as a JSON pointer (RFC 6901). */
  static String pointer(String... steps) {
    StringBuilder pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
