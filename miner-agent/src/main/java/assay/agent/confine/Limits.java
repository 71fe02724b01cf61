package assay.agent.confine;

import java.time.Duration;

/**
 * What a confined child may use. Immutable.
 *
 * @param heapMegabytes of the Java heap, at least 16
 * @param nativeMegabytes of buffers outside it that Java's own and JavaCPP's code may take, at
 *     least 1; the address space bounds what else native code takes
 * @param cpu processor time, at least a second, in whole seconds
 * @param wall time by the clock, after which it is killed
 * @param outputBytes of its answer, at least 1
 * @param fileBytes of any one file it writes, at least 0
 */
public record Limits(
    int heapMegabytes,
    int nativeMegabytes,
    Duration cpu,
    Duration wall,
    int outputBytes,
    long fileBytes) {

  private static final int SMALLEST_HEAP = 16;
  private static final int USUAL_NATIVE = 64;

  public Limits {
    if (heapMegabytes < SMALLEST_HEAP || nativeMegabytes < 1) {
      throw new IllegalArgumentException("A child needs 16 MB of heap and 1 MB of buffers.");
    }
    if (cpu.toSeconds() < 1 || outputBytes < 1 || fileBytes < 0) {
      throw new IllegalArgumentException(
          "A child needs a second of processor time and room for its answer.");
    }
    if (wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("A child needs some time by the clock.");
    }
  }

  /** With 64 MB outside the heap, and files as long as the answer may be. */
  public Limits(int heapMegabytes, Duration cpu, Duration wall, int outputBytes) {
    this(heapMegabytes, USUAL_NATIVE, cpu, wall, outputBytes, outputBytes);
  }

  /** The same, but for files. */
  public Limits withFiles(long bytes) {
    return new Limits(heapMegabytes, nativeMegabytes, cpu, wall, outputBytes, bytes);
  }
}
