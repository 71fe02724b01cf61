package assay.agent.evaluator;

import assay.agent.examination.Paper;
import assay.chain.Address;
import assay.training.bounty.ScoreReport;
import assay.training.ledger.SubmissionFacts;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One bounty while a seat scores it: what is scored is kept, so that only what is still missing is
 * asked for again. In memory, for the private samples must not touch the disk. Not thread-safe.
 */
final class Scoring {

  private final Paper paper;
  private final Map<Address, List<ScoreReport>> known = new HashMap<>();

  Scoring(Paper paper) {
    this.paper = paper;
  }

  Paper paper() {
    return paper;
  }

  /** The same report on every group: a mark counts for all of them. */
  List<ScoreReport> everywhere(ScoreReport report) {
    return Collections.nCopies(paper.groups().size(), report);
  }

  /**
   * All groups' reports of each submission, in order, once none is missing. Asks for every missing
   * one, though one be missing already: the last call leaves little time.
   */
  Optional<List<ScoreReport>> reports(
      List<SubmissionFacts> submissions,
      Function<SubmissionFacts, Optional<List<ScoreReport>>> report) {
    for (SubmissionFacts submission : submissions) {
      if (!known.containsKey(submission.miner())) {
        report.apply(submission).ifPresent(found -> known.put(submission.miner(), found));
      }
    }
    List<List<ScoreReport>> found =
        submissions.stream()
            .flatMap(submission -> Optional.ofNullable(known.get(submission.miner())).stream())
            .toList();
    return found.size() == submissions.size()
        ? Optional.of(found.stream().flatMap(List::stream).toList())
        : Optional.empty();
  }
}
