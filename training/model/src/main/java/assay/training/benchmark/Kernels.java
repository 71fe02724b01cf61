package assay.training.benchmark;

/**
 * The kernels of the rig benchmark on one device of one engine. Used by one thread, its maker's,
 * from first to last.
 */
public interface Kernels extends AutoCloseable {

  /**
   * Brings a kernel's inputs to the device.
   *
   * @param work what it does
   * @param stream its inputs' numbers
   */
  Workload ready(Work work, NonceStream stream);

  /** The chain's end, row by row. */
  float[] end(ProductChain chain);

  @Override
  void close();

  /** A kernel that is ready to run. */
  interface Workload extends AutoCloseable {

    /** Does the work so many times; the device has finished when this returns. */
    void run(int times);

    @Override
    void close();
  }
}
