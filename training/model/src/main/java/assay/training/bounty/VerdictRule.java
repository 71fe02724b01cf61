package assay.training.bounty;

import assay.training.bounty.BountyRuleException.Reason;
import java.util.List;

/**
 * How a panel's reports become a verdict, and which report is a lie: a pure function equal to the
 * contract's.
 *
 * @param seats m, at least 1
 * @param quorum t, with 2t > m
 * @param privateSamples n, at least 1
 */
public record VerdictRule(int seats, int quorum, int privateSamples) {

  /** A five-hundredth of the samples is 0.2 %. */
  private static final int TOLERANCE_DIVISOR = 500;

  public VerdictRule {
    if (seats < 1 || quorum > seats || 2 * quorum <= seats || privateSamples < 1) {
      throw new BountyRuleException(
          Reason.OUT_OF_RANGE,
          "A panel needs quorum <= seats < 2 * quorum and a sample, not quorum "
              + quorum
              + " of "
              + seats
              + " on "
              + privateSamples
              + ".");
    }
  }

  /** Counts no further apart than this are the same: max(1, 0.2 % of n, rounded down). */
  public int tolerance() {
    return Math.max(1, privateSamples / TOLERANCE_DIVISOR);
  }

  /** The verdict on one submission from the reports that were revealed on it. */
  public Verdict judge(List<ScoreReport> revealed) {
    List<Integer> counts =
        revealed.stream()
            .filter(ScoreReport::isCount)
            .map(report -> (int) report.word())
            .sorted()
            .toList();
    if (revealed.size() - counts.size() >= seats - quorum + 1) {
      return new Verdict.Invalid();
    }
    if (counts.size() < quorum) {
      return new Verdict.Undecided();
    }
    int lowerMiddle = counts.get((counts.size() - 1) / 2);
    int upperMiddle = counts.get(counts.size() / 2);
    return upperMiddle - lowerMiddle > tolerance()
        ? new Verdict.Undecided()
        : new Verdict.Counted(lowerMiddle);
  }

  /** Whether a revealed count lies further than the tolerance from a numeric verdict. */
  public boolean isLie(ScoreReport report, Verdict verdict) {
    return report.isCount()
        && verdict instanceof Verdict.Counted counted
        && Math.abs(report.word() - counted.correct()) > tolerance();
  }
}
