package assay.training.bounty;

import assay.training.bounty.BountyRuleException.Reason;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one seat says of all submissions of a bounty, as it commits to it and reveals it. Immutable.
 *
 * @param words counts or marks, then shares, where {@link Layout} says
 */
public record ScoreVector(List<Long> words) {

  /** The whole of a slot's shares, in basis points. */
  public static final int WHOLE = 10_000;

  public ScoreVector {
    words = List.copyOf(words);
  }

  /**
   * What one seat says of one submission.
   *
   * @param reports one for each milestone
   * @param shares what each dataset contributed, in basis points and in the order of the terms: all
   *     of them sum to {@value #WHOLE}, or each is 0, which says that it was not measured. Empty
   *     where owners are paid by the weights of the terms.
   */
  public record SlotScore(List<ScoreReport> reports, List<Integer> shares) {

    public SlotScore {
      reports = List.copyOf(reports);
      shares = List.copyOf(shares);
      int sum = shares.stream().mapToInt(Integer::intValue).sum();
      if (shares.stream().anyMatch(share -> share < 0) || (sum != 0 && sum != WHOLE)) {
        throw new BountyRuleException(
            Reason.OUT_OF_RANGE,
            "Shares %s sum to %d; give parts that sum to %d, or 0 for each."
                .formatted(shares, sum, WHOLE));
      }
    }
  }

  /** Of what is said of every slot, in the order of the slots. */
  public static ScoreVector of(List<SlotScore> slots) {
    Stream<Long> reports =
        slots.stream().flatMap(slot -> slot.reports().stream()).map(ScoreReport::word);
    Stream<Long> shares =
        slots.stream().flatMap(slot -> slot.shares().stream()).map(Integer::longValue);
    return new ScoreVector(Stream.concat(reports, shares).toList());
  }

  /** Of a bounty whose owners are paid by the weights of the terms. */
  public static ScoreVector ofReports(List<ScoreReport> reports) {
    return new ScoreVector(reports.stream().map(ScoreReport::word).toList());
  }

  /**
   * Where counts and shares stand: first the counts of all slots, the milestones of a slot
   * together; then the shares of all slots, the datasets of a slot together.
   *
   * @param slots submissions
   * @param groups milestones, at least 1
   * @param datasets whose shares are told; 0 where owners are paid by the weights of the terms
   */
  public record Layout(int slots, int groups, int datasets) {

    /** How many counts or marks there are. */
    public int counts() {
      return slots * groups;
    }

    /** How many words there are. */
    public int length() {
      return counts() + slots * datasets;
    }

    /** Which words are counts or marks of the slot. */
    public <T> List<T> countsOf(int slot, List<T> words) {
      return words.subList(slot * groups, (slot + 1) * groups);
    }

    /** Which words are shares of the slot. */
    public <T> List<T> sharesOf(int slot, List<T> words) {
      int first = counts() + slot * datasets;
      return words.subList(first, first + datasets);
    }
  }
}
