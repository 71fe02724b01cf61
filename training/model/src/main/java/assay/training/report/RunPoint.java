package assay.training.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a run was at one moment.
 *
 * @param at by the miner's clock, in whole milliseconds
 * @param epoch the one under way, from 1
 * @param samples learned from so far, all epochs together
 * @param loss of the latest step on training data
 * @param accuracy part of the bounty's public sample labelled rightly, 0 to 1, after the last whole
 *     epoch; none where no epoch is whole or the model labels nothing
 * @param sampleLoss over the public sample, likewise
 * @param samplesPerSecond learned from since the training began
 * @param use of the busiest device in per cent, where one tells it
 * @param temperature of the hottest device in degrees Celsius, where one tells it
 */
public record RunPoint(
    Instant at,
    int epoch,
    long samples,
    double loss,
    Optional<Double> accuracy,
    Optional<Double> sampleLoss,
    double samplesPerSecond,
    Optional<Double> use,
    Optional<Double> temperature) {

  private static final int MOST_EPOCHS = 1_000_000;
  private static final long MOST_SAMPLES = 1L << 53;
  private static final int WHOLE = 100;
  private static final int HOTTEST = 1_000;
  private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  public RunPoint {
    requireTime(at);
    requireWithin("epoch", epoch, 1, MOST_EPOCHS);
    requireWithin("samples", (double) samples, 0, MOST_SAMPLES);
    requireWithin("loss", loss, -Double.MAX_VALUE, Double.MAX_VALUE);
    requireWithin("samplesPerSecond", samplesPerSecond, 0, Double.MAX_VALUE);
    accuracy.ifPresent(part -> requireWithin("accuracy", part, 0, 1));
    sampleLoss.ifPresent(
        value -> requireWithin("sampleLoss", value, -Double.MAX_VALUE, Double.MAX_VALUE));
    use.ifPresent(part -> requireWithin("use", part, 0, WHOLE));
    temperature.ifPresent(degrees -> requireWithin("temperature", degrees, -WHOLE, HOTTEST));
  }

  /** Refuses times that neither a report is of nor a database keeps as they are. */
  static void requireTime(Instant at) {
    if (at.isBefore(EARLIEST)
        || at.isAfter(LATEST)
        || !at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException(
          "No report is of %s; tell a time of now, in whole milliseconds.".formatted(at));
    }
  }

  private static void requireWithin(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "A point's %s is %s; tell a number from %s to %s.".formatted(name, value, least, most));
    }
  }
}
