package assay.agent.miner;

import assay.agent.Agent;
import assay.agent.keys.SealedEvidence;
import assay.agent.loop.Narrator;
import assay.agent.miner.DataAccess.Holding;
import assay.registry.grant.GrantDeed;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.checkpoint.Checkpoint;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.LabelledData;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.run.TrainingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

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
  private final JobTrainer trainer;
  private final Map<BountyId, Training> trainings = new HashMap<>();
  private final Set<BountyId> unbuildable = new HashSet<>();
  private final Map<BountyId, String> left = new HashMap<>();

  TrainingDesk(Tools tools, MinerRules rules, JobSlots slots, JobTrainer.Choice choice) {
    this.tools = tools;
    this.rules = rules;
    this.slots = slots;
    this.trainer = choice.of(new Trainer(tools));
    this.specs = new BountySpecs(tools.agent().store());
    this.data =
        new DataAccess(
            tools.agent(),
            tools.narrator(),
            rules.data(),
            trainer.isOnSites() ? Holding.RIGHT : Holding.DATA);
    this.prospects = new Prospects(tools.agent(), rules.plan(), tools.speeds());
  }

  /** What every training works with. */
  record Tools(Agent agent, Narrator narrator, JobWatch watch, SpeedBook speeds) {}

  /**
   * A training in its slot.
   *
   * @param isDropped becomes true when nobody waits for it any more
   */
  private record Training(CompletableFuture<Checkpoint> future, AtomicBoolean isDropped) {}

  /** As long as the bounty takes commits, by the chain's time, and somebody waits for it. */
  private final class OpenTime implements JobTime {

    private final Instant deadline;
    private final AtomicBoolean isDropped;

    OpenTime(Instant deadline, AtomicBoolean isDropped) {
      this.deadline = deadline;
      this.isDropped = isDropped;
    }

    @Override
    public boolean isOver() {
      return isDropped.get() || left().isNegative();
    }

    @Override
    public Duration left() {
      return Duration.between(tools.agent().events().now(), deadline);
    }
  }

  /**
   * Its checkpoint is safe, or nothing can be committed any more: what waits for a slot never
   * begins, what is done is forgotten, the rest stops.
   */
  void drop(BountyId bounty) {
    Training training = trainings.remove(bounty);
    if (training != null) {
      training.isDropped().set(true);
      training.future().cancel(false);
    }
    trainer.over(bounty);
  }

  /** What its panel is given beside the checkpoint's key, if there is anything. */
  Optional<SealedEvidence> evidence(BountyFacts bounty) {
    return trainer.evidence(bounty);
  }

  void ended(BountyId bounty) {
    trainer.ended(bounty);
  }

  /** The deed of this account's grant on each dataset that was live at that time. */
  List<Optional<GrantDeed>> grantsAt(BountyFacts bounty, Instant time) {
    return data.grantsAt(bounty, time);
  }

  /** The trained checkpoint, until it is dropped; before there is one the training is led on. */
  Optional<Checkpoint> advance(BountyFacts bounty) {
    Training training = trainings.get(bounty.id());
    if (training != null) {
      return training.future().isDone()
          ? Optional.of(made(bounty.id(), training.future()))
          : Optional.empty();
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
      Optional<Refusal> against = trainer.against(bounty, spec);
      against.ifPresent(reason -> leaveForGood(bounty, reason));
      return against.isEmpty() ? Optional.of(spec) : Optional.empty();
    } catch (TrainingException e) {
      leaveForGood(bounty, new Refusal(e.code(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void leaveForGood(BountyFacts bounty, Refusal reason) {
    unbuildable.add(bounty.id());
    leave(bounty, reason);
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
    if (trainer.isOnSites()) {
      data.granted(bounty)
          .ifPresent(granted -> begin(bounty, spec, new JobSamples(granted, Optional.empty())));
    } else {
      data.open(bounty, spec).ifPresent(opened -> begin(bounty, spec, JobSamples.of(opened)));
    }
  }

  /**
   * What a job learns from.
   *
   * @param here what of it is on this rig
   */
  private record JobSamples(List<DataIdentity> identities, Optional<LabelledData> here) {

    static JobSamples of(List<OpenedDataset> opened) {
      return new JobSamples(
          opened.stream().map(OpenedDataset::identity).toList(),
          opened.stream().map(OpenedDataset::data).reduce(LabelledData::plus));
    }
  }

  private void begin(BountyFacts bounty, BountySpec spec, JobSamples samples) {
    LabelledData validation = new PublicSamples(tools.agent().store()).fetch(bounty, spec);
    LabelledData training = samples.here().orElse(validation);
    TrainingJob job =
        new TrainingJob(
            spec.modelSpec(),
            training,
            validation,
            rules
                .plan()
                .settings(bounty.id(), tools.agent().address(), spec.modelSpec(), training.size()));
    tools.watch().onPhase(bounty.id(), JobPhase.WAITING);
    AtomicBoolean isDropped = new AtomicBoolean();
    JobTime time = new OpenTime(bounty.stateDeadline(), isDropped);
    trainings.put(
        bounty.id(),
        new Training(
            slots.run(
                engine ->
                    checkpoint(
                        new JobRun(
                            bounty.id(), job, samples.identities(), engine, tools.watch(), time))),
            isDropped));
  }

  private static long samples(JobRun run) {
    return run.data().isEmpty()
        ? run.job().training().size()
        : run.data().stream().mapToLong(DataIdentity::samples).sum();
  }

  private Checkpoint checkpoint(JobRun run) {
    tools.watch().beforeTraining(run.bounty());
    try {
      tools.watch().onPhase(run.bounty(), JobPhase.TRAINING);
      tools.watch().onTraining(run);
      tools
          .narrator()
          .tell(
              "training-begins",
              run.bounty(),
              "Trains on %d samples of %d datasets.".formatted(samples(run), run.data().size()));
      return run.checkpoint(trainer.train(run));
    } finally {
      tools.watch().afterTraining(run.bounty());
    }
  }
}
