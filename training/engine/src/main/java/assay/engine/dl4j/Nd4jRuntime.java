package assay.engine.dl4j;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.NativeLoading;
import assay.training.run.ProcessorName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * The native library of this process: loaded once, with oneDNN's helpers on and one thread per
 * device, so that a result depends on the seed and not on how threads share a sum. Start the
 * process with {@code -Dorg.bytedeco.javacpp.maxbytes} to bound native memory.
 */
final class Nd4jRuntime {

  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  /** JavaCPP's setting for which build of the library to load; by default the AVX2 one. */
  private static final String NATIVE_FLAVOUR = "org.bytedeco.javacpp.platform.extension";

  private static final String PLAIN = "";

  /** JavaCPP's limit on resident memory, by either name; 0 turns it off. */
  private static final List<String> RESIDENT_LIMITS =
      List.of("org.bytedeco.javacpp.maxphysicalbytes", "org.bytedeco.javacpp.maxPhysicalBytes");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Nd4jRuntime() {}

  /** Loads the library on first use and readies the calling thread. */
  static void prepareThread() {
    try {
      Loaded.READY.run();
    } catch (LinkageError e) {
      throw new EngineRefusedException(
          Reason.NO_ENGINE,
          "Deeplearning4j's native library does not load on this machine ("
              + NativeLoading.why(e)
              + "); it needs 64-bit Linux on x86.",
          e);
    }
    Loaded.GRAPHICS.requireFit();
  }

  /** What is to be passed after every step of a network. */
  static ResidentGuard guard() {
    return Loaded.GUARD;
  }

  static SortedMap<String, String> software() {
    prepareThread();
    Properties native4j = Nd4j.getExecutioner().getEnvironmentInformation();
    return new TreeMap<>(
        Map.of(
            "engine",
            "dl4j 1.0.0-M2.1",
            "blas",
            native4j.getProperty("blas.vendor", "unknown"),
            "java",
            System.getProperty("java.vm.version", "unknown"),
            "system",
            System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "")));
  }

  static SortedMap<String, String> hardware() {
    prepareThread();
    int graphics = Loaded.GRAPHICS.cards().size();
    return new TreeMap<>(
        Map.of(
            "backend",
            graphics == 0 ? "cpu" : "cuda",
            "graphics_processors",
            String.valueOf(graphics),
            "processor",
            ProcessorName.here(),
            "processors",
            String.valueOf(Runtime.getRuntime().availableProcessors()),
            "threads_per_device",
            "1"));
  }

  /** Where Linux does not tell, the faster build is tried. */
  private static boolean hasAvx2() {
    try {
      return !Files.isReadable(CPU_INFO) || Files.readString(CPU_INFO).contains(" avx2");
    } catch (IOException e) {
      throw new UncheckedIOException("The processor's features cannot be read.", e);
    }
  }

  /** Its initialisation is the loading; the runnable then sets what each thread has of its own. */
  private static final class Loaded {

    static final boolean IS_LIMIT_OURS = takeLimit();
    static final Runnable READY = NativeLoading.alone(Loader::getCacheDir, Loaded::load);
    static final GraphicsProcessors GRAPHICS = GraphicsProcessors.inUse();
    static final ResidentGuard GUARD =
        IS_LIMIT_OURS && Pointer.maxPhysicalBytes() == 0
            ? ResidentGuard.likeJavaCpp()
            : ResidentGuard.none();

    /** JavaCPP reads it once, when it is loaded; what somebody set is left to JavaCPP. */
    private static boolean takeLimit() {
      if (RESIDENT_LIMITS.stream().anyMatch(limit -> System.getProperty(limit) != null)) {
        return false;
      }
      System.setProperty(RESIDENT_LIMITS.get(0), "0");
      return true;
    }

    private static Runnable load() {
      if (!hasAvx2() && System.getProperty(NATIVE_FLAVOUR) == null) {
        System.setProperty(NATIVE_FLAVOUR, PLAIN);
      }
      if (System.getProperty(HELPERS_DISABLED) == null) {
        System.setProperty(HELPERS_DISABLED, "false");
      }
      // A report in whatever folder the process runs in, after memory ran out, is read by nobody.
      CrashReportingUtil.crashDumpsEnabled(false);
      SparingExecutioner.install(PatientDeallocator.install());
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
      Nd4j.getEnvironment().setMaxThreads(1);
      ((Nd4jBlas) Nd4j.factory().blas()).setMaxThreads(1);
      return () -> NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
  }
}
