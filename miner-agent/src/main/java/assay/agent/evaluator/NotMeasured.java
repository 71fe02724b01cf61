package assay.agent.evaluator;

import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Measures nothing: where all seats say so, owners are paid by the weights of the terms. */
public final class NotMeasured implements Contributions {

  @Override
  public Optional<List<Integer>> sharesOf(
      BountyFacts bounty, SubmissionFacts submission, Scored scored) {
    return Optional.of(Collections.nCopies(bounty.datasets().size(), 0));
  }
}
