package assay.agent.home;

import assay.chain.NearestName;
import assay.chain.UnfinishedFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A properties file for people: above every line stands what it means. Saved again it keeps the
 * lines, comments and order that somebody gave it and changes only values. A name that is no
 * setting is refused with the one that was probably meant.
 *
 * @param file where it is
 * @param heading what the file is for
 * @param settings all there are, in the order of a new file
 */
public record SettingsFile(Path file, String heading, List<Setting> settings) {

  private static final int WIDTH = 100;

  public SettingsFile {
    settings = List.copyOf(settings);
  }

  /**
   * What the file sets.
   *
   * @throws HomeException if it cannot be read or has an unknown name
   */
  public Properties load() {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be read; run 'assay init' first.", e);
    } catch (IllegalArgumentException e) {
      throw new HomeException(file, "is no properties file: " + e.getMessage() + ".", e);
    }
    requireKnown(values);
    return values;
  }

  /** Writes these values; what the file sets beyond them becomes a comment. */
  public void save(Map<String, String> values) {
    try {
      List<String> lines = Files.exists(file) ? changed(values) : new ArrayList<>(begun(values));
      String text = String.join("\n", lines) + "\n";
      UnfinishedFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private void requireKnown(Properties values) {
    TreeSet<String> known = new TreeSet<>(settings.stream().map(Setting::name).toList());
    TreeSet<String> unknown = new TreeSet<>(values.stringPropertyNames());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new HomeException(
          file,
          "has unknown settings %s; did you mean '%s'? Known are %s."
              .formatted(unknown, NearestName.to(unknown.first(), known), known));
    }
  }

  private List<String> begun(Map<String, String> values) {
    List<String> lines = new ArrayList<>(comment(heading));
    for (Setting setting : settings) {
      lines.add("");
      lines.addAll(described(setting, values));
    }
    return lines;
  }

  private static List<String> described(Setting setting, Map<String, String> values) {
    List<String> lines = new ArrayList<>(comment(setting.meaning()));
    String value = values.get(setting.name());
    lines.add(
        value == null
            ? "#" + setting.name() + "=" + setting.example()
            : setting.name() + "=" + escaped(value));
    return lines;
  }

  private List<String> changed(Map<String, String> values) throws IOException {
    Map<String, String> missing = new TreeMap<>(values);
    List<String> lines = new ArrayList<>();
    for (String line : logicalLines(Files.readAllLines(file))) {
      lines.add(changed(line, values, missing));
    }
    for (Setting setting : settings) {
      if (missing.containsKey(setting.name())) {
        lines.add("");
        lines.addAll(described(setting, values));
      }
    }
    return lines;
  }

  private static String changed(
      String line, Map<String, String> values, Map<String, String> missing) {
    Properties one = parsed(line);
    if (one.isEmpty()) {
      return line;
    }
    String name = one.stringPropertyNames().iterator().next();
    String value = values.get(name);
    if (value == null) {
      return "#" + line.replace("\n", "\n#");
    }
    missing.remove(name);
    return value.equals(one.getProperty(name)) ? line : name + "=" + escaped(value);
  }

  /**
   * A line that ends in an odd number of backslashes goes on in the next, unless it is a comment.
   */
  private static List<String> logicalLines(List<String> lines) {
    List<String> logical = new ArrayList<>();
    boolean goesOn = false;
    for (String line : lines) {
      boolean isComment = !goesOn && line.strip().matches("[#!].*");
      if (goesOn) {
        int last = logical.size() - 1;
        logical.set(last, logical.get(last) + "\n" + line);
      } else {
        logical.add(line);
      }
      int end = line.length();
      while (end > 0 && line.charAt(end - 1) == '\\') {
        end--;
      }
      goesOn = !isComment && (line.length() - end) % 2 == 1;
    }
    return logical;
  }

  private static Properties parsed(String line) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(line));
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be read.", e);
    }
    return one;
  }

  private static String escaped(String value) {
    String text =
        value
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f");
    return text.startsWith(" ") ? "\\" + text : text;
  }

  private static List<String> comment(String text) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.lines().toList()) {
      StringBuilder line = new StringBuilder("#");
      for (String word : paragraph.split(" ", -1)) {
        if (line.length() + 1 + word.length() > WIDTH) {
          lines.add(line.toString());
          line = new StringBuilder("#");
        }
        line.append(' ').append(word);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
