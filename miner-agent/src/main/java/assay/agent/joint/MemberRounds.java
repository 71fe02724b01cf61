package assay.agent.joint;

import assay.agent.miner.JobData;
import assay.agent.miner.JobPhase;
import assay.agent.miner.JobWatch;
import assay.agent.miner.TrainingPlan;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.training.TrainingException;
import assay.training.checkpoint.Weights;
import assay.training.data.LabelledData;
import assay.training.pool.JointRound;
import assay.training.pool.JointRound.Contribution;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundPlan;
import assay.training.pool.RoundPlan.Part;
import assay.training.pool.RoundRefusedException;
import assay.training.pool.RoundReply;
import assay.training.pool.Signed;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Follows an operator's calls, from a slot's thread: trains the part that a plan gives this
 * account, seals the weights to the operator, writes the reply down and sends it. Killed in
 * between, it sends what it wrote down, or trains the part again. Not thread-safe.
 */
final class MemberRounds {

  private final JointTools tools;
  private final Job job;
  private final Trouble trouble;
  private final WeightStore store;
  private final JointBook book;

  /**
   * What is followed.
   *
   * @param operator whose calls count, and what is sealed to him
   * @param plan how this rig trains, apart from epochs and batches
   */
  record Job(
      Address operator,
      AgeRecipient recipient,
      JobData.Opened opened,
      TrainingPlan plan,
      JobWatch watch) {}

  MemberRounds(JointTools tools, Job job) {
    this.tools = tools;
    this.job = job;
    this.store = tools.weights();
    this.trouble = new Trouble(tools.narrator(), job.opened().bounty());
    this.book = new JointBook(tools.journal(), job.opened().bounty());
  }

  /** Follows until it is over; gives how many rounds it replied to. */
  int follow(TrainingEngine engine, BooleanSupplier isOver) {
    Optional<Cid> followed = Optional.empty();
    int replies = 0;
    while (!isOver.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      Optional<RoundCall> call = call();
      if (call.isPresent() && !call.map(RoundCall::plan).equals(followed)) {
        Outcome outcome = follow(engine, call.get(), isOver);
        replies += outcome == Outcome.REPLIED ? 1 : 0;
        followed = outcome == Outcome.LATER ? followed : call.map(RoundCall::plan);
      } else {
        job.watch().onPhase(job.opened().bounty(), JobPhase.TRAINING);
      }
      tools.pacer().rest();
    }
    if (isOver.getAsBoolean()) {
      book.sent().ifPresent(this::release);
    }
    return replies;
  }

  private void release(Cid weights) {
    tools.release(job.opened().bounty(), weights);
  }

  private enum Outcome {
    REPLIED,
    PASSED,
    LATER
  }

  private Optional<RoundCall> call() {
    try {
      return tools.board().current(job.operator(), job.opened().bounty()).stream()
          .map(Signed::statement)
          .filter(call -> call.registry().equals(tools.self().registry()))
          .filter(call -> call.turn().pool().equals(job.operator()))
          .filter(call -> call.turn().bounty().equals(job.opened().bounty()))
          .findFirst();
    } catch (PlatformUnreachableException | PlatformRefusedException e) {
      trouble.tell(e);
      return Optional.empty();
    }
  }

  private Outcome follow(TrainingEngine engine, RoundCall call, BooleanSupplier isOver) {
    try {
      RoundPlan plan = plan(call);
      Optional<Part> part = plan.partOf(tools.self().address());
      if (part.isEmpty()) {
        return Outcome.PASSED;
      }
      RoundReply reply =
          book.replied(tools.self(), call).orElseGet(() -> train(engine, call, plan, isOver));
      return send(reply);
    } catch (PlatformUnreachableException | StoreUnavailableException | ContentMissingException e) {
      trouble.tell(e);
      return Outcome.LATER;
    } catch (RegistryException | TrainingException | IllegalArgumentException e) {
      tools
          .narrator()
          .tell(
              "round-passed",
              job.opened().bounty(),
              "Does not train in round %d: %s".formatted(call.turn().round(), e.getMessage()));
      return Outcome.PASSED;
    }
  }

  private RoundPlan plan(RoundCall call) {
    RoundPlan plan = RoundPlan.read(store.get(call.plan(), RoundPlan.LONGEST));
    boolean isOfThis =
        plan.bounty().equals(call.turn().bounty().value()) && plan.round() == call.turn().round();
    if (!isOfThis) {
      throw new RoundRefusedException(
          "Plan %s is for another round than it was called for.".formatted(call.plan()));
    }
    return plan;
  }

  private RoundReply train(
      TrainingEngine engine, RoundCall call, RoundPlan plan, BooleanSupplier isOver) {
    Part part = plan.partOf(tools.self().address()).orElseThrow();
    LabelledData all = joined(plan);
    AgeIdentity key = store.openKey(part.key(), tools.self().identity());
    Weights common = store.open(plan.weights(), job.opened().spec(), key);
    TrainingPlan settings =
        new TrainingPlan(
            plan.epochs(),
            plan.batchSize(),
            job.plan().devices(),
            job.plan().averagingEvery(),
            job.plan().checkpointEvery());
    TrainingJob whole =
        new TrainingJob(
            job.opened().spec(),
            all,
            all.select(0),
            settings.settings(
                job.opened().bounty(), tools.self().address(), job.opened().spec(), part.count()));
    Contribution reached =
        new JointRound(plan.round(), common)
            .train(
                engine,
                Shards.of(whole, plan.places(part)),
                tools.self().address(),
                listener(isOver));
    return keep(call, reached);
  }

  private RoundReply keep(RoundCall call, Contribution reached) {
    Optional<Cid> before = book.sent();
    Cid weights = store.seal(reached.weights(), job.recipient());
    RoundReply reply =
        new RoundReply(
            call.registry(),
            reached.member(),
            call.turn(),
            call.plan(),
            weights,
            reached.samples());
    book.keep(reply);
    before.ifPresent(this::release);
    return reply;
  }

  /** The very data that the operator joined, from what was opened here under own grants. */
  private LabelledData joined(RoundPlan plan) {
    List<LabelledData> parts = plan.data().stream().map(this::opened).toList();
    LabelledData all =
        parts.stream().reduce(LabelledData::plus).orElse(job.opened().publicSamples());
    if (all.size() != plan.samples()) {
      throw new RoundRefusedException(
          "The plan counts %d samples, the data here has %d."
              .formatted(plan.samples(), all.size()));
    }
    return all;
  }

  private LabelledData opened(Bytes32 sha256) {
    return job.opened().parts().stream()
        .filter(part -> part.identity().sha256().equals(sha256))
        .map(JobData.Part::data)
        .findFirst()
        .orElseThrow(
            () ->
                new RoundRefusedException(
                    "The operator trains on data %s, which no grant lets this account open."
                        .formatted(sha256)));
  }

  private TrainingListener listener(BooleanSupplier isOver) {
    return new TrainingListener() {
      @Override
      public void onProgress(Progress progress) {
        job.watch().onProgress(job.opened().bounty(), progress, EpochReport.NONE);
        job.watch().rest(job.opened().bounty(), isOver);
      }
    };
  }

  /** What the platform refuses is over for this round; what it did not hear is sent again. */
  private Outcome send(RoundReply reply) {
    try {
      tools.board().reply(tools.self().sign(reply));
      tools
          .narrator()
          .tell(
              "replied",
              job.opened().bounty(),
              "Replied to round %d with %d samples."
                  .formatted(reply.turn().round(), reply.samples()),
              Map.of(
                  "round", String.valueOf(reply.turn().round()),
                  "samples", String.valueOf(reply.samples())));
      return Outcome.REPLIED;
    } catch (PlatformRefusedException e) {
      tools
          .narrator()
          .tell(
              "reply-in-vain",
              job.opened().bounty(),
              "The reply to round %d is not taken: %s"
                  .formatted(reply.turn().round(), e.getMessage()),
              Map.of("reason", e.code()));
      return Outcome.PASSED;
    }
  }
}
