package assay.agent.researcher;

import assay.training.bounty.FederatedTerms;
import assay.training.bounty.Score;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a researcher decides before posting a bounty.
 *
 * @param name one line, for lists
 * @param description for people
 * @param model the model to train
 * @param test all test samples, public and private
 * @param criterion what is counted and paid for; a count
 * @param threshold the part of right answers that qualifies
 * @param datasets what to train on
 * @param federated how it is trained by rounds where the data is, if it is
 * @param paysByContribution whether owners are paid by what the seats measure that their updates
 *     contributed, and by the weights only where they measure nothing; only of a bounty that is
 *     trained by rounds
 */
public record BountyDraft(
    String name,
    String description,
    ModelSpec model,
    LabelledData test,
    Metric criterion,
    Score threshold,
    List<BountyTerms.DatasetWeight> datasets,
    BountyTerms.Panel panel,
    BountyTerms.Money money,
    BountyTerms.Split split,
    BountyTerms.Windows windows,
    Optional<FederatedTerms> federated,
    boolean paysByContribution) {

  public BountyDraft {
    datasets = List.copyOf(datasets);
    if (paysByContribution && federated.isEmpty()) {
      throw new IllegalArgumentException(
          "Owners can be paid by contribution only where the data is trained on by rounds: say"
              + " how under 'federated', or leave 'pay-by-contribution' out.");
    }
  }

  /** A bounty that miners train on data that they open. */
  public BountyDraft(
      String name,
      String description,
      ModelSpec model,
      LabelledData test,
      Metric criterion,
      Score threshold,
      List<BountyTerms.DatasetWeight> datasets,
      BountyTerms.Panel panel,
      BountyTerms.Money money,
      BountyTerms.Split split,
      BountyTerms.Windows windows) {
    this(
        name,
        description,
        model,
        test,
        criterion,
        threshold,
        datasets,
        panel,
        money,
        split,
        windows,
        Optional.empty(),
        false);
  }
}
