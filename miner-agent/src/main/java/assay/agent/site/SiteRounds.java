package assay.agent.site;

import assay.agent.federated.FederatedTools;
import assay.agent.joint.Board;
import assay.agent.joint.Trouble;
import assay.agent.joint.WeightStore;
import assay.agent.miner.JobPhase;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PlatformUnreachableException;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreUnavailableException;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.seal.AgeIdentity;
import assay.training.TrainingException;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.FederatedRoundRefusedException;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import assay.training.federated.site.OutputGate;
import assay.training.federated.site.SiteTraining;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingEngine;
import assay.training.run.TrainingListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Follows a coordinator's calls, from a slot's thread: trains from the common model, lets the
 * update through the gate, seals it to the coordinator, writes it down and sends it. A round is
 * answered by one update for ever: killed in between, or called to the same round again, it sends
 * what it wrote down. Not thread-safe.
 */
final class SiteRounds {

  private static final Duration READY_AGAIN = Duration.ofSeconds(30);

  private final FederatedTools tools;
  private final SiteJob job;
  private final Trouble trouble;
  private final WeightStore store;
  private final SiteBook book;
  private final Board board;
  private final Board readiness;
  private long readyAt;
  private boolean isReady;

  SiteRounds(FederatedTools tools, SiteJob job) {
    this.tools = tools;
    this.job = job;
    this.store = tools.weights();
    this.trouble = new Trouble(tools.narrator(), job.job().bounty());
    this.book = new SiteBook(tools.journal(), job.job(), self());
    this.board = new Board(tools.narrator(), tools.pacer(), job.job().bounty());
    this.readiness = new Board(tools.narrator(), tools.pacer(), job.job().bounty());
  }

  private Address self() {
    return tools.self().address();
  }

  /** Follows until it is over; gives how many updates it sent. */
  int follow(TrainingEngine engine, BooleanSupplier isOver) {
    Optional<Cid> followed = Optional.empty();
    int sent = 0;
    while (!isOver.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      tellReady();
      Optional<FederatedCall> call = call();
      if (call.isPresent() && !call.map(FederatedCall::plan).equals(followed)) {
        Outcome outcome = follow(engine, call.get(), isOver);
        sent += outcome == Outcome.SENT ? 1 : 0;
        followed = outcome == Outcome.LATER ? followed : call.map(FederatedCall::plan);
      } else {
        job.watch().onPhase(job.job().bounty(), JobPhase.TRAINING);
      }
      tools.pacer().rest();
    }
    if (isOver.getAsBoolean()) {
      book.last().map(SentUpdate::update).ifPresent(this::release);
    }
    return sent;
  }

  private void release(Cid update) {
    tools.release(job.job().bounty(), update);
  }

  /** Again and again: a platform may have lost it. */
  private void tellReady() {
    long now = tools.pacer().nanoTime();
    if (!isReady || now - readyAt >= READY_AGAIN.toNanos()) {
      readyAt = now;
      isReady =
          readiness
              .once(
                  () -> {
                    tools.board().ready(job.job());
                    return true;
                  })
              .orElse(false);
    }
  }

  private enum Outcome {
    SENT,
    PASSED,
    LATER
  }

  private Optional<FederatedCall> call() {
    return board
        .once(() -> tools.board().current(job.job()))
        .flatMap(call -> call)
        .filter(SignedCall::isSigned)
        .map(SignedCall::statement)
        .filter(call -> call.job().equals(job.job()));
  }

  private Outcome follow(TrainingEngine engine, FederatedCall call, BooleanSupplier isOver) {
    try {
      FederatedPlan plan = FederatedPlan.read(store.get(call.plan(), FederatedPlan.LONGEST));
      plan.requireFor(call);
      Optional<FederatedPlan.Site> asked = plan.of(self());
      if (asked.isEmpty()) {
        return Outcome.PASSED;
      }
      requireAllowed(plan, asked.get());
      SentUpdate answer =
          answered(plan, asked.get())
              .orElseGet(() -> train(engine, plan, asked.get(), listener(isOver)));
      return send(answer);
    } catch (PlatformUnreachableException | StoreUnavailableException | ContentMissingException e) {
      trouble.tell(e);
      return Outcome.LATER;
    } catch (RegistryException | TrainingException | IllegalArgumentException e) {
      tools
          .narrator()
          .tell(
              "round-passed",
              job.job().bounty(),
              "Does not train in round %d: %s".formatted(call.round(), e.getMessage()),
              Map.of("round", String.valueOf(call.round())));
      return Outcome.PASSED;
    }
  }

  private void requireAllowed(FederatedPlan plan, FederatedPlan.Site asked) {
    if (plan.round() > job.terms().rounds()) {
      throw new FederatedRoundRefusedException(
          "The bounty asks for %d rounds; this is round %d."
              .formatted(job.terms().rounds(), plan.round()));
    }
    AccessGrant grant =
        tools
            .grants()
            .live(job.version(), job.job().coordinator())
            .filter(live -> live.id().equals(asked.grantId()))
            .orElseThrow(() -> new GrantNotLiveException(asked.grantId(), standing(asked)));
    if (!grant.terms().grantor().equals(self()) || !asked.versionId().equals(job.version())) {
      throw new FederatedRoundRefusedException(
          "Grant %s is not this site's on %s.".formatted(grant.id(), job.version()));
    }
  }

  /** One that lives, but for something else than this, is none here. */
  private GrantStanding standing(FederatedPlan.Site asked) {
    GrantStanding standing = tools.grants().standing(asked.grantId());
    return standing.isLive() ? GrantStanding.UNKNOWN : standing;
  }

  /** What was written down for this round, or nothing; rounds do not go back. */
  private Optional<SentUpdate> answered(FederatedPlan plan, FederatedPlan.Site asked) {
    Optional<SentUpdate> last =
        book.last().filter(sent -> sent.signed().statement().round() >= plan.round());
    last.map(sent -> sent.signed().statement()).ifPresent(said -> requireSame(said, plan, asked));
    return last;
  }

  private static void requireSame(SiteUpdate said, FederatedPlan plan, FederatedPlan.Site asked) {
    boolean isSame =
        said.round() == plan.round()
            && said.previousModel().equals(plan.previousModel())
            && said.grant().equals(asked.grant());
    if (!isSame) {
      throw new FederatedRoundRefusedException(
          "It answered round %d from model %s already; it does not answer round %d from another."
              .formatted(said.round(), said.previousModel(), plan.round()));
    }
  }

  private SentUpdate train(
      TrainingEngine engine,
      FederatedPlan plan,
      FederatedPlan.Site asked,
      TrainingListener listener) {
    AgeIdentity key = store.openKey(asked.key(), tools.self().identity());
    Weights common = store.open(plan.model(), job.model(), key);
    if (!common.sha256().equals(plan.previousModel())) {
      throw new FederatedRoundRefusedException(
          "The model at %s is not the one that the plan names.".formatted(plan.model()));
    }
    long seed = SiteTraining.seed(job.job(), plan.round(), asked.grant());
    float[] update = job.training().train(engine, common, seed, listener);
    return keep(plan, asked, gated(update));
  }

  private Weights gated(float[] update) {
    OutputGate gate = job.gate();
    float[] passed = gate.pass(update);
    if (gate.isTooLong(update)) {
      tools
          .narrator()
          .tell(
              "update-shortened",
              job.job().bounty(),
              "The update was longer than %s and leaves shortened to that."
                  .formatted(gate.largestNorm()));
    }
    return Weights.of(job.model(), passed);
  }

  private SentUpdate keep(FederatedPlan plan, FederatedPlan.Site asked, Weights update) {
    Optional<SentUpdate> before = book.last();
    byte[] sealed = store.sealed(update, tools.self().recipients().of(job.job().coordinator()));
    SiteUpdate said =
        new SiteUpdate(
            job.job(),
            plan.round(),
            self(),
            asked.grant(),
            Math.min(job.training().data().size(), asked.samples()),
            plan.previousModel(),
            Bytes32.sha256(sealed),
            0);
    SentUpdate sent =
        new SentUpdate(SignedUpdate.by(tools.self().account(), said), store.put(sealed));
    book.keep(sent);
    before.map(SentUpdate::update).ifPresent(this::release);
    return sent;
  }

  private TrainingListener listener(BooleanSupplier isOver) {
    return new TrainingListener() {
      @Override
      public void onProgress(Progress progress) {
        job.watch().onProgress(job.job().bounty(), progress, EpochReport.NONE);
      }

      @Override
      public boolean wantsStop() {
        return isOver.getAsBoolean();
      }
    };
  }

  /** What the platform refuses is over for this round; what it did not hear is sent again. */
  private Outcome send(SentUpdate sent) {
    int round = sent.signed().statement().round();
    try {
      tools.board().send(sent);
      tools
          .narrator()
          .tell(
              "update-sent",
              job.job().bounty(),
              "Sent the update of round %d, of %d samples."
                  .formatted(round, sent.signed().statement().samples()),
              Map.of(
                  "round", String.valueOf(round),
                  "samples", String.valueOf(sent.signed().statement().samples())));
      return Outcome.SENT;
    } catch (PlatformRefusedException e) {
      tools
          .narrator()
          .tell(
              "update-in-vain",
              job.job().bounty(),
              "The update of round %d is not taken: %s".formatted(round, e.getMessage()),
              Map.of("reason", e.code()));
      return Outcome.PASSED;
    }
  }
}
