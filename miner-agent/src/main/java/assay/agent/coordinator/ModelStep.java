package assay.agent.coordinator;

import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedRoundRefusedException;
import assay.training.federated.round.SiteUpdate;
import assay.training.federated.rule.Aggregation;
import assay.training.federated.rule.Intake;
import assay.training.federated.rule.Update;
import assay.training.federated.rule.WeightedMean;
import assay.training.federated.strategy.Strategy;
import assay.training.spec.ModelSpec;

/**
 * The step from one common model to the next: the updates' mean by samples, added one after the
 * other and then dropped, so that memory is the model's and not the sites'. Given the same updates
 * in the same order it gives the same bits. Not thread-safe.
 */
final class ModelStep {

  private final ModelSpec model;
  private final float[] common;
  private final Aggregation aggregation;
  private final Intake intake;

  ModelStep(ModelSpec model, Weights common) {
    this.model = model;
    this.common = common.flat();
    this.aggregation = new WeightedMean().begin(this.common.length);
    this.intake = new Intake(this.common.length, aggregation);
  }

  void add(SiteUpdate said, Weights update) {
    if (!intake.offer(new Update(said.site().hex(), update.flat(), said.samples()))) {
      throw new FederatedRoundRefusedException(
          "What %s sent cannot be joined: %s"
              .formatted(said.site(), intake.refused().get(0).why()));
    }
  }

  Weights taken() {
    Strategy.FED_AVG.optimizer(common.length).step(common, aggregation.result());
    return Weights.of(model, common);
  }
}
