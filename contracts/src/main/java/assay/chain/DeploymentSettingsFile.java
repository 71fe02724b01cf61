package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a deployer wants otherwise than {@link DeploymentSettings#production()}, as a properties
 * file. Amounts are wei, or {@code 0.5 ether}; times are seconds; addresses have commas between.
 */
public final class DeploymentSettingsFile {

  private static final String ETHER = " ether";

  /**
   * A kind of setting.
   *
   * @param reader gives the text as JSON has it, or throws
   * @param form what people are to write
   */
  private record Kind(UnaryOperator<String> reader, String form) {}

  private static final Kind ADDRESS =
      new Kind(text -> Address.typed(text).toString(), "addresses with commas between");

  private static final Kind AMOUNT =
      new Kind(DeploymentSettingsFile::wei, "wei, or an amount such as '0.5 ether'");

  private static final Kind SECONDS =
      new Kind(text -> String.valueOf(Long.parseLong(text)), "seconds, as a whole number");

  private DeploymentSettingsFile() {}

  /**
   * Reads the file.
   *
   * @throws DeploymentSettingsException naming a setting that is unknown or no value of its kind
   */
  public static DeploymentSettings read(Path file) {
    Properties chosen = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      chosen.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new DeploymentSettingsException(file, "cannot be read; check the path", e);
    }
    return over(DeploymentSettingsJson.write(DeploymentSettings.production()), chosen, file);
  }

  private static DeploymentSettings over(ObjectNode settings, Properties chosen, Path file) {
    List<String> known = new ArrayList<>();
    settings.fieldNames().forEachRemaining(known::add);
    for (String name : chosen.stringPropertyNames()) {
      if (!known.contains(name)) {
        throw new DeploymentSettingsException(file, unknown(name, known));
      }
      put(settings, name, chosen.getProperty(name).strip(), file);
    }
    try {
      return DeploymentSettingsJson.read(settings);
    } catch (JsonProcessingException e) {
      throw new DeploymentSettingsException(file, "has a value that cannot be: " + reason(e), e);
    }
  }

  /** The defaults tell of which kind each setting is: a list, an amount (text) or a time. */
  private static void put(ObjectNode settings, String name, String value, Path file) {
    JsonNode usual = settings.path(name);
    if (usual.isArray()) {
      ArrayNode items = settings.putArray(name);
      addresses(value).forEach(item -> items.add(checked(file, name, item, ADDRESS)));
    } else {
      settings.put(name, checked(file, name, value, usual.isTextual() ? AMOUNT : SECONDS));
    }
  }

  private static Stream<String> addresses(String value) {
    return value.isEmpty()
        ? Stream.empty()
        : Pattern.compile(",").splitAsStream(value).map(String::strip);
  }

  private static String wei(String text) {
    return text.endsWith(ETHER)
        ? Wei.ofEther(text.substring(0, text.length() - ETHER.length())).toString()
        : Wei.of(text).toString();
  }

  private static String checked(Path file, String name, String text, Kind kind) {
    try {
      return kind.reader().apply(text);
    } catch (IllegalArgumentException e) {
      String found = text.isEmpty() ? "is empty" : "is '" + text + "'";
      throw new DeploymentSettingsException(
          file, "cannot be used: %s %s; write %s".formatted(name, found, kind.form()), e);
    }
  }

  private static String unknown(String name, List<String> known) {
    return "has an unknown setting '%s'; did you mean '%s'? Known are %s"
        .formatted(name, NearestName.to(name, known), known);
  }

  /** Our own sentence, where one of our records refused the value; else the parser's. */
  private static String reason(JsonProcessingException failure) {
    Throwable cause = failure.getCause();
    String reason = cause == null ? failure.getOriginalMessage() : cause.getMessage();
    return String.valueOf(reason).replaceFirst("\\.$", "");
  }
}
