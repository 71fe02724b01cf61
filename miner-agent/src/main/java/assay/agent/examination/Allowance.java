package assay.agent.examination;

import assay.agent.confine.Limits;
import assay.training.spec.ModelEstimate;
import java.time.Duration;

/**
 * What a child may use for a paper. It follows from the paper alone, never from the checkpoint, so
 * every evaluator grants the same, and an honest checkpoint of the model asked for stays far below.
 * Stateless.
 */
final class Allowance {

  private static final int MEGA = 1 << 20;

  /** The JVM, the engine's classes and what they hold. */
  private static final long HEAP_MEGABYTES = 160;

  private static final long NATIVE_MEGABYTES = 512;

  /** Copies of samples and weights: as they come, as they are kept, as they are handed on. */
  private static final long COPIES = 4;

  private static final long MOST_MEGABYTES = 1 << 14;

  /** To start and to load the libraries on a slow machine, in seconds. */
  private static final long BEGINNING = 60;

  /** A tenth of what one thread of an old processor does; numbers below the normal range cost. */
  private static final long FLOPS_PER_SECOND = 100_000_000;

  /** To build a model around weights, on a slow machine. */
  private static final long LOADING_MILLIS = 500;

  /** The child may have to share its processor with this many others. */
  private static final int CROWD = 4;

  private static final int REFUSAL_BYTES = 1 << 12;

  private Allowance() {}

  static Limits of(Paper paper) {
    ModelEstimate model = ModelEstimate.of(paper.model(), 1);
    long copied = COPIES * (paper.bytes() + model.parameterBytes()) / MEGA;
    Duration cpu =
        Duration.ofSeconds(BEGINNING + model.forwardFlops() * paper.samples() / FLOPS_PER_SECOND);
    return new Limits(
        megabytes(HEAP_MEGABYTES + copied),
        megabytes(NATIVE_MEGABYTES + COPIES * model.parameterBytes() / MEGA),
        cpu,
        cpu.multipliedBy(CROWD),
        Math.max(REFUSAL_BYTES, Math.multiplyExact(paper.samples() * paper.told(), Integer.BYTES)),
        0);
  }

  /**
   * For so many models on one paper, one after the other.
   *
   * @param outputBytes of all answers
   * @param most time by the clock
   */
  static Limits of(Paper paper, int models, int outputBytes, Duration most) {
    Limits one = of(paper);
    long flops = ModelEstimate.of(paper.model(), 1).forwardFlops() * paper.samples();
    long seconds = models * (LOADING_MILLIS + flops * 1_000 / FLOPS_PER_SECOND) / 1_000;
    return new Limits(
        one.heapMegabytes(),
        one.nativeMegabytes(),
        one.cpu().plusSeconds(seconds),
        most,
        outputBytes,
        0);
  }

  private static int megabytes(long wanted) {
    return (int) Math.min(MOST_MEGABYTES, wanted);
  }
}
