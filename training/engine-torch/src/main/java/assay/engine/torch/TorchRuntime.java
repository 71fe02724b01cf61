package assay.engine.torch;

import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.NativeLoading;
import assay.training.run.ProcessorName;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library of this process: loaded once, with one thread per device, so that a result
 * depends on the seed and not on how threads share a sum. Start the process with {@code
 * -Dorg.bytedeco.javacpp.maxbytes} to bound native memory. Safe for threads.
 */
final class TorchRuntime {

  private static final String VERSION = "2.10.0";

  /**
   * JavaCPP's limit on this process's resident memory. By default every native object reads {@code
   * /proc/self/statm} under one lock of the whole process, and past four times the heap none can be
   * made; what this engine makes is freed at the end of each step without it.
   */
  private static final String RESIDENT_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  private TorchRuntime() {}

  /** Loads the library on first use and readies the calling thread. */
  static void prepareThread() {
    Machine.here().requireFit();
    try {
      Loaded.READY.run();
    } catch (LinkageError e) {
      throw new EngineRefusedException(
          Reason.NO_ENGINE,
          "LibTorch does not load on this machine ("
              + NativeLoading.why(e)
              + "); use the engine 'dl4j'.",
          e);
    }
  }

  /** Graphics processors that LibTorch can use; none under the CPU build. */
  static int graphicsProcessors() {
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  /** The i-th device: a graphics processor where there are any, else the CPU. */
  static Device device(int number) {
    int processors = graphicsProcessors();
    return new Device(processors == 0 ? "cpu" : "cuda:" + number % processors);
  }

  /** Random numbers for one device, to be closed by the caller. */
  static Generator chance(Device device) {
    return device.is_cpu()
        ? torch.make_generator_cpu()
        : torch.globalContext().defaultGenerator(device);
  }

  static SortedMap<String, String> software() {
    prepareThread();
    SortedMap<String, String> software = new TreeMap<>();
    software.put("engine", "torch " + VERSION);
    software.put("blas", "OPENBLAS");
    software.put("java", System.getProperty("java.vm.version", "unknown"));
    software.put(
        "system", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    return software;
  }

  static SortedMap<String, String> hardware() {
    prepareThread();
    int graphics = graphicsProcessors();
    SortedMap<String, String> hardware = new TreeMap<>();
    hardware.put("backend", graphics == 0 ? "cpu" : "cuda");
    hardware.put("graphics_processors", String.valueOf(graphics));
    hardware.put("instructions", torch.get_cpu_capability().getString());
    hardware.put("processor", ProcessorName.here());
    hardware.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    hardware.put("threads_per_device", "1");
    return hardware;
  }

  /** On graphics processors the fastest ways to add differ from run to run, and round more. */
  private static void repeatable(Context context) {
    context.setDeterministicCuDNN(true);
    context.setBenchmarkCuDNN(false);
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
  }

  /** Its initialisation is the loading; the runnable then sets what each thread has of its own. */
  private static final class Loaded {

    static final Runnable READY = ready();

    /** The limit is read once, when the first class of JavaCPP is touched. */
    private static Runnable ready() {
      if (System.getProperty(RESIDENT_LIMIT) == null) {
        System.setProperty(RESIDENT_LIMIT, "0");
      }
      return NativeLoading.alone(Loader::getCacheDir, Loaded::load);
    }

    private static Runnable load() {
      torch.set_num_interop_threads(1);
      openblas.blas_set_num_threads(1);
      openblas_nolapack.blas_set_num_threads(1);
      repeatable(torch.globalContext());
      return () -> torch.set_num_threads(1);
    }
  }
}
