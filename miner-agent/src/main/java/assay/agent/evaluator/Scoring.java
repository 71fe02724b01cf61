package assay.agent.evaluator;

import assay.chain.Address;
import assay.training.bounty.ScoreReport;
import assay.training.data.LabelledData;
import assay.training.ledger.SubmissionFacts;
import assay.training.spec.ModelSpec;
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

  private final ModelSpec model;
  private final LabelledData test;
  private final Map<Address, ScoreReport> known = new HashMap<>();

  Scoring(ModelSpec model, LabelledData test) {
    this.model = model;
    this.test = test;
  }

  ModelSpec model() {
    return model;
  }

  LabelledData test() {
    return test;
  }

  /**
   * One report per submission, in order, once none is missing. Asks for every missing one, though
   * one be missing already: the last call leaves little time.
   */
  Optional<List<ScoreReport>> reports(
      List<SubmissionFacts> submissions, Function<SubmissionFacts, Optional<ScoreReport>> report) {
    for (SubmissionFacts submission : submissions) {
      if (!known.containsKey(submission.miner())) {
        report.apply(submission).ifPresent(found -> known.put(submission.miner(), found));
      }
    }
    List<ScoreReport> found =
        submissions.stream()
            .flatMap(submission -> Optional.ofNullable(known.get(submission.miner())).stream())
            .toList();
    return found.size() == submissions.size() ? Optional.of(found) : Optional.empty();
  }
}
