package assay.agent.evaluator;

import assay.agent.examination.Paper;
import assay.chain.Address;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.ScoreVector;
import assay.training.bounty.ScoreVector.SlotScore;
import assay.training.ledger.SubmissionFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One bounty while a seat scores it: what is scored or measured is kept, so that only what is still
 * missing is asked for again. In memory, for the private samples must not touch the disk. Not
 * thread-safe.
 */
final class Scoring {

  private final Paper paper;
  private final int datasets;
  private final Map<Address, List<ScoreReport>> reports = new HashMap<>();
  private final Map<Address, List<Integer>> shares = new HashMap<>();

  /**
   * Nothing scored yet.
   *
   * @param datasets whose shares are measured; 0 where owners are paid by weights
   */
  Scoring(Paper paper, int datasets) {
    this.paper = paper;
    this.datasets = datasets;
  }

  Paper paper() {
    return paper;
  }

  /** The same report on every group: a mark counts for all of them. */
  List<ScoreReport> everywhere(ScoreReport report) {
    return Collections.nCopies(paper.groups().size(), report);
  }

  /** The shares that say that nothing was measured. */
  List<Integer> notMeasured() {
    return Collections.nCopies(datasets, 0);
  }

  /**
   * What is said of the submissions, in order, once nothing is missing. Asks for everything that is
   * missing, though something be missing already: the last call leaves little time.
   *
   * @param report one for each group
   * @param share one for each dataset; asked of submissions that were counted, with the right
   *     answers on all groups
   */
  Optional<ScoreVector> vector(
      List<SubmissionFacts> submissions,
      Function<SubmissionFacts, Optional<List<ScoreReport>>> report,
      BiFunction<SubmissionFacts, Long, Optional<List<Integer>>> share) {
    List<SlotScore> scores = new ArrayList<>();
    for (SubmissionFacts submission : submissions) {
      score(submission, report, share).ifPresent(scores::add);
    }
    return scores.size() == submissions.size()
        ? Optional.of(ScoreVector.of(scores))
        : Optional.empty();
  }

  private Optional<SlotScore> score(
      SubmissionFacts submission,
      Function<SubmissionFacts, Optional<List<ScoreReport>>> report,
      BiFunction<SubmissionFacts, Long, Optional<List<Integer>>> share) {
    Optional<List<ScoreReport>> said = kept(reports, submission, report);
    return said.flatMap(
        groups -> {
          boolean isMeasured = datasets > 0 && submission.isToBeScored() && groups.get(0).isCount();
          Optional<List<Integer>> measured =
              isMeasured
                  ? kept(shares, submission, each -> share.apply(each, right(groups)))
                  : Optional.of(notMeasured());
          return measured.map(parts -> new SlotScore(groups, parts));
        });
  }

  private static long right(List<ScoreReport> groups) {
    return groups.stream().mapToLong(ScoreReport::word).sum();
  }

  private static <T> Optional<T> kept(
      Map<Address, T> kept,
      SubmissionFacts submission,
      Function<SubmissionFacts, Optional<T>> question) {
    if (!kept.containsKey(submission.miner())) {
      question.apply(submission).ifPresent(found -> kept.put(submission.miner(), found));
    }
    return Optional.ofNullable(kept.get(submission.miner()));
  }
}
