package assay.training.report;

import assay.training.pool.PlainLine;

/**
 * How a run trains.
 *
 * @param engine its word, such as {@code dl4j}
 * @param optimizer Keras's name of it
 * @param hardware what computes, as its makers call it
 * @param devices workers that train side by side
 * @param batchSize samples per step and worker
 * @param epochs passes over the data at most
 * @param samples of one epoch
 */
public record RunSetup(
    String engine,
    String optimizer,
    String hardware,
    int devices,
    int batchSize,
    int epochs,
    long samples) {

  /** The longest name of what computes. */
  public static final int LONGEST_HARDWARE = 120;

  private static final int LONGEST_WORD = 40;
  private static final int MOST = 1_000_000;

  public RunSetup {
    PlainLine.require("The engine's name", engine, LONGEST_WORD);
    PlainLine.require("The optimizer's name", optimizer, LONGEST_WORD);
    PlainLine.require("The hardware's name", hardware, LONGEST_HARDWARE);
    requireCount("devices", devices);
    requireCount("batchSize", batchSize);
    requireCount("epochs", epochs);
    if (samples < 1) {
      throw new IllegalArgumentException(
          "A run has %d samples; tell one at least.".formatted(samples));
    }
  }

  private static void requireCount(String name, int value) {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException(
          "A run has %s %d; tell 1 to %d.".formatted(name, value, MOST));
    }
  }
}
