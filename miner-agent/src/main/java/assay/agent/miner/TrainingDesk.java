package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.loop.Narrator;
import assay.agent.miner.DataAccess.OpenedDataset;
import assay.registry.grant.GrantDeed;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.checkpoint.Checkpoint;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The trainings of a miner: weighs a bounty, gets its data, gives the job to a slot and takes the
 * checkpoint from it. Not thread-safe.
 */
final class TrainingDesk {

  private final Tools tools;
  private final MinerRules rules;
  private final JobSlots slots;
  private final BountySpecs specs;
  private final DataAccess data;
  private final Prospects prospects;
  private final Map<BountyId, CompletableFuture<Checkpoint>> trainings = new HashMap<>();
  private final Set<BountyId> unbuildable = new HashSet<>();
  private final Map<BountyId, String> left = new HashMap<>();

  TrainingDesk(Tools tools, MinerRules rules, JobSlots slots) {
    this.tools = tools;
    this.rules = rules;
    this.slots = slots;
    this.specs = new BountySpecs(tools.agent().store());
    this.data = new DataAccess(tools.agent(), tools.narrator(), rules.data());
    this.prospects = new Prospects(tools.agent(), rules.plan(), tools.speeds());
  }

  /** What every training works with. */
  record Tools(Agent agent, Narrator narrator, JobWatch watch, SpeedBook speeds) {}

  /**
   * Its checkpoint is safe, or nothing can be committed any more: what waits for a slot never
   * begins, what is done is forgotten, the rest stops.
   */
  void drop(BountyId bounty) {
    CompletableFuture<Checkpoint> training = trainings.remove(bounty);
    if (training != null) {
      training.cancel(false);
    }
  }

  /** The deed of this account's grant on each dataset that was live at that time. */
  List<Optional<GrantDeed>> grantsAt(BountyFacts bounty, Instant time) {
    return data.grantsAt(bounty, time);
  }

  /** The trained checkpoint, until it is dropped; before there is one the training is led on. */
  Optional<Checkpoint> advance(BountyFacts bounty) {
    CompletableFuture<Checkpoint> training = trainings.get(bounty.id());
    if (training != null) {
      return training.isDone() ? Optional.of(made(bounty.id(), training)) : Optional.empty();
    }
    if (isWorthIt(bounty)) {
      wanted(bounty).ifPresent(spec -> begin(bounty, spec));
    }
    return Optional.empty();
  }

  /** What failed is begun anew. */
  private Checkpoint made(BountyId bounty, CompletableFuture<Checkpoint> training) {
    try {
      return result(training);
    } catch (RuntimeException e) {
      trainings.remove(bounty);
      throw e;
    }
  }

  private boolean isWorthIt(BountyFacts bounty) {
    Prospect prospect = rules.worth().asksTime() ? prospects.timed(bounty) : prospects.of(bounty);
    List<Refusal> against = rules.against(prospect);
    against.stream().findFirst().ifPresent(reason -> leave(bounty, reason));
    return against.isEmpty();
  }

  /** What the rig made or threw, as if it had been thrown here: a broken journal ends the agent. */
  static <T> T result(CompletableFuture<T> training) {
    try {
      return training.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The specification, unless it asks for what nobody should build: then it is left for good. */
  private Optional<BountySpec> wanted(BountyFacts bounty) {
    if (unbuildable.contains(bounty.id())) {
      return Optional.empty();
    }
    try {
      BountySpec spec = specs.fetch(bounty);
      slots.requireSupport(spec.modelSpec());
      return Optional.of(spec);
    } catch (TrainingException e) {
      unbuildable.add(bounty.id());
      leave(bounty, new Refusal(e.code(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void leave(BountyFacts bounty, Refusal reason) {
    if (!reason.code().equals(left.put(bounty.id(), reason.code()))) {
      tools
          .narrator()
          .tell(
              "left-alone",
              bounty.id(),
              "Leaves this bounty alone: " + reason.sentence(),
              Map.of("reason", reason.code()));
    }
  }

  private void begin(BountyFacts bounty, BountySpec spec) {
    tools.watch().onPhase(bounty.id(), JobPhase.ASKING);
    data.open(bounty, spec).ifPresent(datasets -> begin(bounty, spec, datasets));
  }

  private void begin(BountyFacts bounty, BountySpec spec, List<OpenedDataset> datasets) {
    LabelledData validation = new PublicSamples(tools.agent().store()).fetch(bounty, spec);
    TrainingJob job =
        new TrainingJob(
            spec.modelSpec(),
            datasets.stream()
                .map(OpenedDataset::data)
                .reduce(LabelledData::plus)
                .orElse(validation),
            validation,
            rules.plan().settings(bounty.id(), tools.agent().address()));
    tools.watch().onPhase(bounty.id(), JobPhase.WAITING);
    trainings.put(bounty.id(), slots.run(engine -> checkpoint(bounty, job, datasets, engine)));
  }

  private Checkpoint checkpoint(
      BountyFacts bounty, TrainingJob job, List<OpenedDataset> datasets, TrainingEngine engine) {
    tools.watch().beforeTraining(bounty.id());
    try {
      tools.watch().onPhase(bounty.id(), JobPhase.TRAINING);
      tools
          .narrator()
          .tell(
              "training-begins",
              bounty.id(),
              "Trains on %d samples of %d datasets."
                  .formatted(job.training().size(), datasets.size()));
      TrainingState reached = new Trainer(tools, engine).train(bounty, job);
      return new Checkpoint(
          job.spec(),
          reached.weights(),
          job.provenance(datasets.stream().map(OpenedDataset::identity).toList(), engine, reached));
    } finally {
      tools.watch().afterTraining(bounty.id());
    }
  }
}
