package assay.agent.rig;

import assay.agent.engine.EngineChoice;
import assay.engine.dl4j.GraphicsProcessors;
import assay.training.run.ComputeCapability;
import java.util.List;
import java.util.Optional;

/**
 * Whether an engine's build has code for a device. What the build was made for decides (ND4J
 * 1.0.0-M2.1 for CUDA 11.6; LibTorch 2.10 for CUDA 13); that a driver is installed which can run it
 * is another question.
 *
 * @param engine which
 * @param fits whether it has
 * @param why a sentence
 */
public record EngineFit(EngineChoice engine, boolean fits, String why) {

  private static final ComputeCapability LIBTORCH_FIRST = new ComputeCapability(7, 5);

  /** One answer for each engine. */
  public static List<EngineFit> of(Device device) {
    if (device instanceof Device.Gpu gpu) {
      return gpu.capability().map(EngineFit::of).orElseGet(EngineFit::unknown);
    }
    boolean isCpu = device instanceof Device.Cpu;
    String why =
        isCpu
            ? "Trains on processors of 64-bit Linux on x86."
            : "No engine of this version has code for this device.";
    return List.of(
        new EngineFit(EngineChoice.DL4J, isCpu, why),
        new EngineFit(EngineChoice.TORCH, isCpu, why));
  }

  /** The engine to take for the device, if there is one: on GPUs that both know the newer. */
  public static Optional<EngineChoice> best(Device device) {
    List<EngineChoice> fit =
        of(device).stream().filter(EngineFit::fits).map(EngineFit::engine).toList();
    if (device instanceof Device.Gpu && fit.contains(EngineChoice.TORCH)) {
      return Optional.of(EngineChoice.TORCH);
    }
    return fit.stream().findFirst();
  }

  private static List<EngineFit> of(ComputeCapability capability) {
    return List.of(dl4j(capability), libTorch(capability));
  }

  private static EngineFit dl4j(ComputeCapability capability) {
    Optional<String> refusal = GraphicsProcessors.refusal(capability);
    return new EngineFit(
        EngineChoice.DL4J,
        refusal.isEmpty(),
        refusal.orElse(
            "Deeplearning4j's CUDA 11.6 build has code for compute capability %s."
                .formatted(capability)));
  }

  private static EngineFit libTorch(ComputeCapability capability) {
    boolean fits = capability.compareTo(LIBTORCH_FIRST) >= 0;
    return new EngineFit(
        EngineChoice.TORCH,
        fits,
        fits
            ? "LibTorch's CUDA 13 build is for Turing (%s) and newer.".formatted(LIBTORCH_FIRST)
            : "LibTorch's CUDA 13 build begins at compute capability %s (Turing); this is %s."
                .formatted(LIBTORCH_FIRST, capability));
  }

  private static List<EngineFit> unknown() {
    String why = "The driver does not tell its compute capability; install driver 510 or newer.";
    return List.of(
        new EngineFit(EngineChoice.DL4J, false, why),
        new EngineFit(EngineChoice.TORCH, false, why));
  }
}
