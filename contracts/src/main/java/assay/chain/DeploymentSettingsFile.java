package assay.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a deployer wants otherwise than {@link DeploymentSettings#production()}, as a properties
 * file. Amounts are wei, or {@code 0.5 ether}; times are seconds; addresses have commas between.
 */
public final class DeploymentSettingsFile {

  private static final String ETHER = " ether";

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
      put(settings, name, value(file, name, chosen.getProperty(name).strip()));
    }
    try {
      return DeploymentSettingsJson.read(settings);
    } catch (JsonProcessingException e) {
      throw new DeploymentSettingsException(file, "has a value that cannot be: " + reason(e), e);
    }
  }

  private static void put(ObjectNode settings, String name, String value) {
    if (!settings.path(name).isArray()) {
      settings.put(name, value);
      return;
    }
    ArrayNode items = settings.putArray(name);
    if (!value.isEmpty()) {
      Pattern.compile(",").splitAsStream(value).map(String::strip).forEach(items::add);
    }
  }

  private static String value(Path file, String name, String text) {
    if (!text.endsWith(ETHER)) {
      return text;
    }
    try {
      return Wei.ofEther(text.substring(0, text.length() - ETHER.length())).toString();
    } catch (IllegalArgumentException e) {
      throw new DeploymentSettingsException(
          file, "has a '" + name + "' that cannot be: " + e.getMessage(), e);
    }
  }

  private static String unknown(String name, List<String> known) {
    return "has an unknown setting '%s'; did you mean '%s'? Known are %s"
        .formatted(name, NearestName.to(name, known), known);
  }

  /** Our own sentence, where one of our records refused the value; else the parser's. */
  private static String reason(JsonProcessingException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.getOriginalMessage() : String.valueOf(cause.getMessage());
  }
}
