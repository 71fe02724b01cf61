package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.training.benchmark.RigBenchmark;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The options that say on what kernels run, and the bar that shows how far they are. */
final class BenchmarkOptions {

  /**
   * What JavaCPP lets natives take, read when the first engine loads: by default a few times the
   * heap, too little for many workers, and looked at under a lock that keeps them waiting. Nothing
   * a stranger made runs here, so nothing bounds it.
   */
  private static final List<String> LIMITS =
      List.of("org.bytedeco.javacpp.maxbytes", "org.bytedeco.javacpp.maxphysicalbytes");

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      converter = EngineOption.Converter.class,
      description = "dl4j or torch.")
  private @Nullable EngineChoice engine;

  @Option(
      names = "--workers",
      description = "That run side by side (default: all graphics processors, or all processors).")
  private @Nullable Integer workers;

  /** The engine that was chosen, or all. */
  List<EngineChoice> engines() {
    return engine == null ? List.of(EngineChoice.values()) : List.of(engine);
  }

  /** The engine that was chosen, or the one that is quicker at products on most machines. */
  EngineChoice oneEngine() {
    return engine == null ? EngineChoice.TORCH : engine;
  }

  int workers(EngineChoice choice) {
    return workers == null ? choice.workers() : Math.max(1, workers);
  }

  RigBenchmark benchmark(EngineChoice choice) {
    unbindNatives();
    return new RigBenchmark(choice::kernels, workers(choice), System::nanoTime);
  }

  /** Before any engine is loaded. */
  static void unbindNatives() {
    LIMITS.stream()
        .filter(limit -> System.getProperty(limit) == null)
        .forEach(limit -> System.setProperty(limit, "0"));
  }

  /** Work that tells how far it is. */
  interface Watched<T> {
    T run(RigBenchmark.Watcher watcher);
  }

  static <T> T watched(Watched<T> work) {
    ProgressBar bar = new ProgressBar(System.err, Ansi.AUTO.enabled());
    try {
      return work.run(bar::show);
    } finally {
      bar.end();
    }
  }
}
