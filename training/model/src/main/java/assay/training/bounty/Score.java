package assay.training.bounty;

import assay.training.bounty.BountyRuleException.Reason;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A measured accuracy in whole millionths, 0 to 1 000 000, rounded down. No floating point number
 * stands for a score anywhere.
 *
 * @param millionths floor(1 000 000 * correct / n)
 */
public record Score(int millionths) implements Comparable<Score> {

  /** The score of a model that is always right. */
  public static final int ONE = 1_000_000;

  public Score {
    if (millionths < 0 || millionths > ONE) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE, "A score lies in 0..1000000 millionths, not at " + millionths + ".");
    }
  }

  public static Score of(CorrectCount count) {
    return new Score((int) ((long) ONE * count.correct() / count.samples()));
  }

  /** Reads a share such as {@code 0.95} exactly. */
  public static Score ofShare(String share) {
    try {
      return new Score(new BigDecimal(share).movePointRight(6).intValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE, "'" + share + "' is no share in 0..1 of at most six decimals.");
    }
  }

  @Override
  public int compareTo(Score other) {
    return Integer.compare(millionths, other.millionths);
  }

  /** For people: {@code 95.4545 %}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d.%04d %%", millionths / 10_000, millionths % 10_000);
  }
}
