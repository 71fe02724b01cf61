package assay.agent.command;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Speeds in megabytes a second by name, and other figures, mostly ratios of them. */
final class SpeedTable {

  private final Map<String, Double> speeds;
  private final Map<String, Double> figures = new LinkedHashMap<>();

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

  void print(PrintStream out, boolean json) {
    if (json) {
      out.println("{" + fields(speeds, "MBps", "%.1f") + "," + fields(figures, "", "%.3f") + "}");
      return;
    }
    speeds.forEach((name, speed) -> out.printf(Locale.ROOT, "%-14s %7.0f MB/s%n", name, speed));
    figures.forEach((name, figure) -> out.printf(Locale.ROOT, "%-14s %7.2f%n", name, figure));
  }

  private static String fields(Map<String, Double> values, String suffix, String form) {
    return values.entrySet().stream()
        .map(
            e ->
                "\"%s\":%s"
                    .formatted(e.getKey() + suffix, String.format(Locale.ROOT, form, e.getValue())))
        .collect(Collectors.joining(","));
  }
}
