package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.loop.Narrator;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.spec.ModelSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a training of a bounty needs besides an engine: specification, datasets opened under grants
 * of this account's own, public samples. Not thread-safe.
 */
public final class JobData {

  private final Agent agent;
  private final JobSlots slots;
  private final BountySpecs specs;
  private final DataAccess data;

  /**
   * @param rules which datasets are taken in
   * @param slots whose engines have to be able to build the model
   */
  public JobData(Agent agent, Narrator narrator, MinerRules rules, JobSlots slots) {
    this.agent = agent;
    this.slots = slots;
    this.specs = new BountySpecs(agent.store());
    this.data = new DataAccess(agent, narrator, rules.data(), DataAccess.Holding.DATA);
  }

  /**
   * All of it.
   *
   * @param publicSamples of the test set
   */
  public record Opened(
      BountyId bounty, ModelSpec spec, List<Part> parts, LabelledData publicSamples) {

    public Opened {
      parts = List.copyOf(parts);
    }
  }

  /** One dataset. */
  public record Part(DataIdentity identity, LabelledData data) {}

  /** Asks for what is missing; gives all once every required dataset is open. */
  public Optional<Opened> open(BountyFacts bounty) {
    BountySpec spec = specs.fetch(bounty);
    return data.open(bounty, spec)
        .map(
            datasets ->
                new Opened(
                    bounty.id(),
                    spec.modelSpec(),
                    datasets.stream().map(one -> new Part(one.identity(), one.data())).toList(),
                    new PublicSamples(agent.store()).fetch(bounty, spec)));
  }

  /** Why this account will not be able to train for it, as far as is known by now. */
  public Optional<Refusal> against(BountyFacts bounty) {
    try {
      BountySpec spec = specs.fetch(bounty);
      slots.requireSupport(spec.modelSpec());
      return JobTrainer.unlessFederated(spec).or(() -> data.against(bounty));
    } catch (TrainingException e) {
      return Optional.of(new Refusal(e.code(), String.valueOf(e.getMessage())));
    }
  }
}
