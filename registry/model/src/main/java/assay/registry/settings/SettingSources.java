package assay.registry.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where an operator sets things; a flag counts before the environment, that before the file.
 *
 * @param flags of the server ({@code -Dassay.db.user=...}), by property
 * @param environment by variable
 * @param file by property
 */
public record SettingSources(
    Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {

  public SettingSources {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
    file = Map.copyOf(file);
  }

  /** A value and where it was found. */
  record Found(String value, String where) {}

  /**
   * Flags, environment, and the file that one of them names, if one does.
   *
   * @throws SettingsRefusedException if that file cannot be read
   */
  public static SettingSources of(Map<String, String> flags, Map<String, String> environment) {
    SettingSources outer = new SettingSources(flags, environment, Map.of());
    return new SettingSources(
        flags,
        environment,
        outer
            .find(PlatformSetting.SETTINGS_FILE)
            .map(found -> read(Path.of(found.value())))
            .orElse(Map.of()));
  }

  /**
   * The same for whoever may name the file himself.
   *
   * @param named counts before a file that flags or environment name
   * @throws SettingsRefusedException if the file cannot be read
   */
  public static SettingSources of(
      Map<String, String> flags, Optional<Path> named, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(flags);
    named.ifPresent(path -> all.put(PlatformSetting.SETTINGS_FILE.property(), path.toString()));
    return of(all, environment);
  }

  /** What a properties file sets. */
  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsRefusedException(
          "The settings file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  Optional<Found> find(PlatformSetting setting) {
    return in(flags, setting.property(), "flag")
        .or(() -> in(environment, setting.variable(), "environment"))
        .or(() -> in(file, setting.property(), "file"));
  }

  /**
   * What holds: what is set, or the default.
   *
   * @throws SettingsRefusedException if there is neither, or it cannot be read
   */
  public String require(PlatformSetting setting) {
    String value = find(setting).map(Found::value).orElse(setting.usual());
    Optional<String> problem = value.isEmpty() ? Optional.of("is not set") : setting.problem(value);
    if (problem.isPresent()) {
      throw new SettingsRefusedException("%s %s.".formatted(setting.variable(), problem.get()));
    }
    return value;
  }

  /** MicroProfile takes an empty value for none. */
  private static Optional<Found> in(Map<String, String> values, String name, String where) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> !value.isEmpty())
        .map(value -> new Found(value.strip(), where));
  }
}
