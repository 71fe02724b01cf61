package assay.agent.researcher;

import assay.training.bounty.Score;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyTerms;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import java.util.List;

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
    BountyTerms.Windows windows) {

  public BountyDraft {
    datasets = List.copyOf(datasets);
  }
}
