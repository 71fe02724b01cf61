package assay.training.federated.compression;

import java.util.random.RandomGenerator;

/** How an update travels. Immutable, safe for threads. */
public interface Compression {

  /**
   * The bytes of a vector, of exactly {@link #bytes} length.
   *
   * @param vector finite numbers, read only
   * @param random rounds, where rounding is by chance
   */
  byte[] encode(float[] vector, RandomGenerator random);

  /**
   * The vector that bytes of {@link #encode} stand for.
   *
   * @throws CompressionRefusedException if they are no such bytes of so many parameters
   */
  float[] decode(byte[] encoded, int parameters);

  /** Length of an encoded vector of so many parameters. */
  int bytes(int parameters);

  /** Whether what is lost is lost in one direction, so that a client has to remember it. */
  boolean isBiased();
}
