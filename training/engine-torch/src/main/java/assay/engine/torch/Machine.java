package assay.engine.torch;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What LibTorch's library asks of a machine: 64-bit Linux on x86 with AVX2. Immutable.
 *
 * @param system such as {@code Linux}
 * @param processor such as {@code amd64}
 * @param features the processor's, as {@code /proc/cpuinfo} lists them; empty where it does not say
 */
record Machine(String system, String processor, String features) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** The machine this process runs on. */
  static Machine here() {
    try {
      String features = Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO) : "";
      return new Machine(
          System.getProperty("os.name", ""), System.getProperty("os.arch", ""), features);
    } catch (IOException e) {
      throw new UncheckedIOException("The processor's features cannot be read.", e);
    }
  }

  /** Refuses a machine that the library does not run on, naming the engine that may. */
  void requireFit() {
    boolean isBuiltFor = system.equals("Linux") && processor.equals("amd64");
    if (!isBuiltFor) {
      throw refused("it is built for 64-bit Linux on x86, this is " + system + " " + processor);
    }
    if (!features.contains(" avx2")) {
      throw refused("it needs a processor with AVX2, which this one lacks");
    }
  }

  private static EngineRefusedException refused(String why) {
    return new EngineRefusedException(
        Reason.NO_ENGINE,
        "The engine 'torch' does not run on this machine: " + why + "; use the engine 'dl4j'.");
  }
}
