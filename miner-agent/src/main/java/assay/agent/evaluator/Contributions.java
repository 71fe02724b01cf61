package assay.agent.evaluator;

import assay.agent.examination.Paper;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import java.util.List;
import java.util.Optional;

/** How a seat measures what the data of a federated job's sites contributed to its model. */
public interface Contributions {

  /**
   * What each dataset of the bounty contributed to the submission, in basis points and in the order
   * of the bounty: all of them sum to 10 000, or each is 0, which says that it cannot be measured.
   * Empty while what is needed may still come: asked again at the next turn, until time is up.
   *
   * <p>Asked only of a bounty whose owners are paid by contribution, and of a submission that the
   * seat could score. Evidence that is wrong makes zeros and is told of; it is no failure.
   *
   * @param scored the submission as this seat scored it
   */
  Optional<List<Integer>> sharesOf(BountyFacts bounty, SubmissionFacts submission, Scored scored);

  /**
   * What a submitted model was measured on, and what came of it.
   *
   * @param paper with the private samples, which must never reach a disk
   * @param right answers on the samples of all groups
   */
  record Scored(Paper paper, long right) {}
}
