package assay.local.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** Measures named steps, one after another, in seconds with a tenth. */
final class Stopwatch {

  private static final double NANOS = 1e9;

  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long last = start;

  void lap(String step) {
    long now = System.nanoTime();
    seconds.merge(step, rounded(now - last), Double::sum);
    last = now;
  }

  /** All steps and their sum as {@code total}. */
  Map<String, Double> laps() {
    Map<String, Double> all = new LinkedHashMap<>(seconds);
    all.put("total", rounded(System.nanoTime() - start));
    return all;
  }

  private static double rounded(long nanos) {
    return Math.round(nanos / NANOS * 10) / 10.0;
  }
}
