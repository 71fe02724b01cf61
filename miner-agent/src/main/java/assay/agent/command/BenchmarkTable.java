package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.training.benchmark.Figures;
import assay.training.benchmark.Kernel;
import assay.training.benchmark.Spread;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What a rig's engines measured, kernel by kernel, for people. */
record BenchmarkTable(Map<EngineChoice, Figures> figures) {

  private static final double GIGA = 1e9;
  private static final double PERCENT = 100;
  private static final String NAME = "%-11s %-56s";

  void print(PrintStream out) {
    out.printf(NAME, "KERNEL", "");
    figures.keySet().forEach(engine -> out.printf(" %22s", engine.text()));
    out.println();
    for (Kernel kernel : Kernel.values()) {
      out.printf(NAME, kernel.word(), kernel.text());
      figures.values().forEach(all -> out.printf(" %22s", speed(kernel, all)));
      out.println();
    }
    out.printf(NAME, "score", "1000 is the reference machine (docs/benchmarks.md)");
    figures.values().forEach(all -> out.printf(" %22s", score(all.score())));
    out.println();
  }

  private static String speed(Kernel kernel, Figures all) {
    Spread flops = all.of(kernel);
    boolean isMemory = kernel == Kernel.AVERAGING;
    return String.format(
        Locale.ROOT,
        "%.1f %s ±%2.0f %%",
        (isMemory ? all.bandwidth() : flops.median()) / GIGA,
        isMemory ? "GB/s   " : "GFLOP/s",
        flops.relative() * PERCENT);
  }

  private static String score(Spread score) {
    return "%d (%d to %d)".formatted(score.median(), score.lower(), score.upper());
  }
}
