package assay.agent.confine;

import java.time.Duration;

/**
 * What a confined child may use. Immutable.
 *
 * @param heapMegabytes of the Java heap, at least 16; outside it 64 MB for buffers are allowed
 * @param cpu processor time, at least a second, in whole seconds
 * @param wall time by the clock, after which it is killed
 * @param outputBytes of its answer, and of any one file it writes, at least 1
 */
public record Limits(int heapMegabytes, Duration cpu, Duration wall, int outputBytes) {

  private static final int SMALLEST_HEAP = 16;

  public Limits {
    if (heapMegabytes < SMALLEST_HEAP || cpu.toSeconds() < 1 || outputBytes < 1) {
      throw new IllegalArgumentException(
          "A child needs 16 MB of heap, a second of processor time and room for its answer.");
    }
    if (wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("A child needs some time by the clock.");
    }
  }
}
