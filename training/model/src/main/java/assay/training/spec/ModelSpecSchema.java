package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The published JSON Schema of {@code model.json}, compiled once. Safe for threads. */
final class ModelSpecSchema {

  private static final String RESOURCE = "model-spec.schema.json";
  private static final JsonSchema SCHEMA = load();

  private ModelSpecSchema() {}

  static void require(JsonNode tree) {
    Set<ValidationMessage> complaints = SCHEMA.validate(tree);
    if (!complaints.isEmpty()) {
      String first = complaints.iterator().next().getMessage();
      throw new ModelSpecRefusedException(
          Reason.MALFORMED,
          "model.json breaks its schema" + layerOf(tree, first) + ": " + first + ".");
    }
  }

  /** Names the layer a complaint such as {@code $.layers[3].config...} points at. */
  private static String layerOf(JsonNode tree, String complaint) {
    int from = complaint.indexOf("$.layers[");
    int to = complaint.indexOf(']', Math.max(from, 0));
    if (from < 0 || to < 0) {
      return "";
    }
    int index = Integer.parseInt(complaint.substring(from + "$.layers[".length(), to));
    JsonNode name = tree.path("layers").path(index).path("name");
    return name.isTextual() ? " in layer '" + name.textValue() + "'" : " in layer " + index;
  }

  private static JsonSchema load() {
    try (InputStream in = ModelSpecSchema.class.getResourceAsStream(RESOURCE)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(in, "The jar lacks " + RESOURCE + "."));
    } catch (IOException e) {
      throw new UncheckedIOException("The jar's " + RESOURCE + " cannot be read.", e);
    }
  }
}
