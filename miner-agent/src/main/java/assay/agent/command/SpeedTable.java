package assay.agent.command;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Speeds in megabytes a second by name, other figures, mostly ratios of them, and words. */
final class SpeedTable {

  private static final int NARROWEST = 14;

  private final Map<String, Double> speeds;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();

  SpeedTable(Map<String, Double> speeds) {
    this.speeds = speeds;
  }

  /** Adds how many times as fast the first is as the second, where both were measured. */
  SpeedTable ratio(String name, String first, String second) {
    Double above = speeds.get(first);
    Double below = speeds.get(second);
    if (above != null && below != null) {
      figures.put(name, above / below);
    }
    return this;
  }

  /** Adds a number that is neither a speed nor a ratio. */
  SpeedTable number(String name, double value) {
    figures.put(name, value);
    return this;
  }

  /** Adds what is no number, such as a version: letters, digits and full stops. */
  SpeedTable word(String name, String value) {
    words.put(name, value);
    return this;
  }

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println(
          Stream.of(fields(speeds, "MBps", "%.1f"), fields(figures, "", "%.3f"), wordFields())
              .filter(fields -> !fields.isEmpty())
              .collect(Collectors.joining(",", "{", "}")));
      return;
    }
    int width = width();
    speeds.forEach((name, speed) -> line(out, width, name, text("%7.0f MB/s", speed)));
    figures.forEach((name, figure) -> line(out, width, name, text("%7.2f", figure)));
    words.forEach((name, word) -> line(out, width, name, "%7s".formatted(word)));
  }

  private int width() {
    return Stream.of(speeds, figures, words)
        .flatMap(each -> each.keySet().stream())
        .mapToInt(String::length)
        .reduce(NARROWEST, Math::max);
  }

  private static void line(PrintStream out, int width, String name, String value) {
    out.println(name + " ".repeat(width - name.length() + 1) + value);
  }

  private static String text(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  private String wordFields() {
    return words.entrySet().stream()
        .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String fields(Map<String, Double> values, String suffix, String form) {
    return values.entrySet().stream()
        .map(e -> "\"%s\":%s".formatted(e.getKey() + suffix, text(form, e.getValue())))
        .collect(Collectors.joining(","));
  }
}
