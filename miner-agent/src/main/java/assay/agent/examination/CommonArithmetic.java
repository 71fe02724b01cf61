package assay.agent.examination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Environment by which the engines' native libraries compute alike on different machines: the CPU
 * only, one thread, and the instructions that every x86 processor with AVX2 has, whatever else this
 * one can do. OpenBLAS reads {@code OPENBLAS_*}, oneDNN 2 and 3 {@code DNNL_*} and {@code
 * ONEDNN_*}, LibTorch's own kernels {@code ATEN_*}, OpenMP {@code OMP_*}. Stateless.
 */
final class CommonArithmetic {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private static final Map<String, String> ONE_THREAD_ON_THE_CPU =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "CUDA_VISIBLE_DEVICES", "-1");

  private static final Map<String, String> AVX2 =
      Map.of(
          "OPENBLAS_CORETYPE", "Haswell",
          "DNNL_MAX_CPU_ISA", "AVX2",
          "ONEDNN_MAX_CPU_ISA", "AVX2",
          "ATEN_CPU_CAPABILITY", "avx2");

  private CommonArithmetic() {}

  /** For the machine this process runs on. */
  static Map<String, String> here() {
    try {
      return on(Files.isReadable(CPU_INFO) ? Files.readString(CPU_INFO) : "");
    } catch (IOException e) {
      throw new UncheckedIOException("The processor's features cannot be read.", e);
    }
  }

  /**
   * @param features the processor's, as {@code /proc/cpuinfo} lists them; one without AVX2 cannot
   *     be made to agree with the others
   */
  static Map<String, String> on(String features) {
    Map<String, String> environment = new HashMap<>(ONE_THREAD_ON_THE_CPU);
    if (features.contains(" avx2") && features.contains(" fma")) {
      environment.putAll(AVX2);
    }
    return Map.copyOf(environment);
  }
}
