package assay.agent.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset card as Hugging Face's repositories keep it: Markdown that begins with YAML between
 * lines of three dashes. Of the YAML the fields {@code pretty_name}, {@code license}, {@code
 * source_datasets} and {@code homepage} count here, and {@code citation}, which is ours; the
 * Markdown is the description. Source: "Dataset Cards", Hugging Face Hub documentation.
 */
public final class CardFile {

  /** The longest card that is read. */
  private static final int LONGEST = 64 << 10;

  private static final String FENCE = "---\n";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Path file;
  private final JsonNode fields;
  private final String description;

  private CardFile(Path file, JsonNode fields, String description) {
    this.file = file;
    this.fields = fields;
    this.description = description;
  }

  /** A card that says nothing. */
  public static CardFile none() {
    return new CardFile(Path.of(""), MissingNode.getInstance(), "");
  }

  /**
   * Reads a card.
   *
   * @throws CardRefusedException if the file is too long, not UTF-8, or its YAML is not sound
   * @throws IOException if it cannot be read
   */
  public static CardFile read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new CardRefusedException(file, "is longer than " + LONGEST + " bytes; shorten it");
    }
    String text = text(file);
    if (!text.startsWith(FENCE)) {
      return new CardFile(file, MissingNode.getInstance(), text.strip());
    }
    int end = text.indexOf("\n" + FENCE, FENCE.length() - 1);
    if (end < 0) {
      throw new CardRefusedException(file, "has no second line of three dashes; close its YAML");
    }
    String yaml = text.substring(FENCE.length(), end + 1);
    return new CardFile(file, parse(file, yaml), text.substring(end + FENCE.length() + 1).strip());
  }

  private static String text(Path file) throws IOException {
    try {
      return (Files.readString(file) + "\n").replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new CardRefusedException(file, "is not in UTF-8; convert it", e);
    }
  }

  private static JsonNode parse(Path file, String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new CardRefusedException(
          file, "has YAML that is not sound: " + e.getOriginalMessage(), e);
    }
  }

  public Optional<String> name() {
    return text("pretty_name");
  }

  public Optional<String> licence() {
    return text("license");
  }

  /** Where the data comes from. */
  public Optional<String> source() {
    return text("source_datasets").or(() -> text("homepage"));
  }

  public Optional<String> citation() {
    return text("citation");
  }

  public String description() {
    return description;
  }

  private Optional<String> text(String field) {
    JsonNode value = fields.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isValueNode()) {
        throw new CardRefusedException(
            file, "has a " + field + " that is not a text or a list of texts; mend it");
      }
      texts.add(one.asText().strip());
    }
    return Optional.of(String.join(", ", texts));
  }
}
