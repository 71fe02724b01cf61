package assay.engine.dl4j;

import assay.training.run.ComputeCapability;
import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The graphics processors that the library computes on: none but under its build for CUDA 11.6
 * (Maven profile {@code cuda}). That build holds machine code for compute capability 3.7 to 8.6 and
 * nothing a driver could translate for newer ones.
 *
 * @param cards what each understands, by device number
 */
public record GraphicsProcessors(List<ComputeCapability> cards) {

  private static final ComputeCapability FIRST = new ComputeCapability(3, 7);
  private static final ComputeCapability LAST = new ComputeCapability(8, 6);

  public GraphicsProcessors {
    cards = List.copyOf(cards);
  }

  /** Those of this process; loads the library. */
  static GraphicsProcessors inUse() {
    if (Nd4j.getEnvironment().isCPU()) {
      return new GraphicsProcessors(List.of());
    }
    NativeOps cuda = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new GraphicsProcessors(
        IntStream.range(0, cuda.getAvailableDevices())
            .mapToObj(
                card -> new ComputeCapability(cuda.getDeviceMajor(card), cuda.getDeviceMinor(card)))
            .toList());
  }

  /** Why the build cannot compute on such a card, and what can; empty where it can. */
  public static Optional<String> refusal(ComputeCapability card) {
    if (card.compareTo(LAST) > 0) {
      return Optional.of(
          "Deeplearning4j's CUDA 11.6 build has code for compute capability %s to %s, not for %s; use the LibTorch engine."
              .formatted(FIRST, LAST, card));
    }
    if (card.compareTo(FIRST) < 0) {
      return Optional.of(
          "Compute capability %s is older than Deeplearning4j's CUDA 11.6 build, which begins at %s; train on the processors."
              .formatted(card, FIRST));
    }
    return Optional.empty();
  }

  /** Refuses when the build has no code for one of them: a training uses them all. */
  void requireFit() {
    for (ComputeCapability card : cards) {
      Optional<String> refusal = refusal(card);
      if (refusal.isPresent()) {
        throw new EngineRefusedException(Reason.NO_ENGINE, refusal.get());
      }
    }
  }
}
