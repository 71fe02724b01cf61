package assay.training.audit;

import assay.chain.ChainEvent;
import assay.training.audit.Submissions.Status;
import assay.training.audit.Submissions.Submission;
import assay.training.bounty.ScoreVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Medians, marks and milestones: what the counts revealed before a moment come to. Immutable. */
final class Tally {

  static final long INVALID = 4_294_967_295L;
  static final long UNDECIDED = 4_294_967_293L;

  private static final long MILLION = 1_000_000;

  private final Terms terms;
  private final List<Submission> submissions;
  private final List<Long> verdicts;

  private Tally(Terms terms, List<Submission> submissions, List<Long> verdicts) {
    this.terms = terms;
    this.submissions = submissions;
    this.verdicts = verdicts;
  }

  /** By everything revealed before a moment: the challenge's verdicts where it decided. */
  static Tally at(BountyCase bounty, Panel panel, Submissions submissions, ChainEvent moment) {
    Terms terms = bounty.terms();
    List<Submission> all = submissions.all();
    List<Long> verdicts = new ArrayList<>();
    for (int entry = 0; entry < terms.layout(all.size()).counts(); entry++) {
      boolean isJudged = all.get(entry / terms.groups()).isJudged();
      long verdict = isJudged ? verdict(terms, panel, false, moment, entry) : UNDECIDED;
      if (isJudged && panel.isChallenged(moment)) {
        long again = verdict(terms, panel, true, moment, entry);
        verdict = again == UNDECIDED ? verdict : again;
      }
      verdicts.add(verdict);
    }
    return new Tally(terms, all, List.copyOf(verdicts));
  }

  private static long verdict(
      Terms terms, Panel panel, boolean challenge, ChainEvent moment, int entry) {
    List<Long> given =
        panel.vectors(challenge, moment).stream().map(vector -> vector.get(entry)).toList();
    long[] numbers =
        given.stream().mapToLong(Long::longValue).filter(count -> count < UNDECIDED).toArray();
    int marksToVoid = panel.size(challenge) - panel.quorum(challenge) + 1;
    if (given.size() - numbers.length >= marksToVoid) {
      return INVALID;
    }
    if (numbers.length == 0 || numbers.length < panel.quorum(challenge)) {
      return UNDECIDED;
    }
    long[] sorted = LongStream.of(numbers).sorted().toArray();
    long median = sorted[(sorted.length - 1) / 2];
    long gap = sorted[sorted.length / 2] - median;
    return gap > terms.tolerance(entry % terms.groups()) ? UNDECIDED : median;
  }

  /** Where counts and shares stand in what a seat says. */
  ScoreVector.Layout layout() {
    return terms.layout(submissions.size());
  }

  /** By slot and milestone. */
  List<Long> verdicts() {
    return verdicts;
  }

  /** Whether a submission that stands has no verdict. */
  boolean isUndecided() {
    return submissions.stream().anyMatch(one -> one.isJudged() && entries(one).contains(UNDECIDED));
  }

  private List<Long> entries(Submission submission) {
    return layout().countsOf(submission.slot(), verdicts);
  }

  /** What a submission was found to be worth. */
  record Result(Submission submission, Status status, long count, int reached) {

    boolean beats(Result other) {
      if (reached != other.reached) {
        return reached > other.reached;
      }
      return count != other.count
          ? count > other.count
          : submission.order() < other.submission.order();
    }
  }

  /** Of every submission that is judged, by slot. */
  List<Result> results() {
    return submissions.stream().filter(Submission::isJudged).map(this::result).toList();
  }

  private Result result(Submission submission) {
    List<Long> entries = entries(submission);
    long count = 0;
    int reached = 0;
    boolean isMissed = false;
    for (int group = 0; group < entries.size(); group++) {
      long verdict = entries.get(group);
      if (verdict >= UNDECIDED) {
        Status status = verdict == INVALID ? Status.INVALID : Status.UNDECIDED;
        return new Result(submission, status, verdict, 0);
      }
      long needed = terms.milestones().get(group).threshold() * terms.groupSize(group);
      isMissed = isMissed || verdict * MILLION < needed;
      count += verdict;
      reached += isMissed ? 0 : 1;
    }
    return new Result(submission, Status.SCORED, count, reached);
  }

  /** Whether any submission has a verdict. */
  boolean anyScored() {
    return results().stream().anyMatch(result -> result.status() == Status.SCORED);
  }

  Optional<Result> winner() {
    return results().stream()
        .filter(result -> result.reached() > 0)
        .reduce((best, next) -> next.beats(best) ? next : best);
  }
}
