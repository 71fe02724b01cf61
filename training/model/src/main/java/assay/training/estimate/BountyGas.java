package assay.training.estimate;

import assay.chain.Wei;

/**
 * The gas of a whole bounty, all its transactions by whoever sends them, from opening to settling:
 * a straight line in submissions, seats and their product through what was measured
 * (docs/benchmarks/gas.json, "curve"), within a twentieth of each of it. Two datasets, a hundred
 * public samples, the cheap way of scoring; no challenge, no refill. Immutable.
 *
 * @param submissions 1 to 64, as measured
 * @param seats of the panel, 3 to 15, as measured
 */
public record BountyGas(int submissions, int seats) {

  private static final int MOST_SUBMISSIONS = 64;
  private static final int LEAST_SEATS = 3;
  private static final int MOST_SEATS = 15;
  private static final long LEAST = 3_340_833;
  private static final long PER_SUBMISSION = 411_296;
  private static final long PER_SEAT = 122_702;
  private static final long PER_SCORE = 9_265;

  public BountyGas {
    if (submissions < 1
        || submissions > MOST_SUBMISSIONS
        || seats < LEAST_SEATS
        || seats > MOST_SEATS) {
      throw new IllegalArgumentException(
          "Gas was measured for 1 to 64 submissions and 3 to 15 seats, not for %d and %d."
              .formatted(submissions, seats));
    }
  }

  /** Of all transactions together. */
  public long gas() {
    long moreSubmissions = submissions - 1L;
    long moreSeats = (long) seats - LEAST_SEATS;
    return LEAST
        + moreSubmissions * PER_SUBMISSION
        + moreSeats * PER_SEAT
        + moreSubmissions * moreSeats * PER_SCORE;
  }

  /** What that gas costs at a price of one unit. */
  public Wei cost(Wei gasPrice) {
    return gasPrice.times(gas());
  }
}
