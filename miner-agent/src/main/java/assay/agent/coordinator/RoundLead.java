package assay.agent.coordinator;

import assay.agent.coordinator.CoordinatorBook.Reached;
import assay.agent.miner.JobTrainer.Trained;
import assay.chain.Address;
import assay.registry.seal.AgeIdentity;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundMetrics;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One federated job as its coordinator leads it, from a slot's thread. What leaves is written down
 * before: killed at any moment, it goes on with the call that was on, or publishes the round that
 * was finished. Not thread-safe.
 */
final class RoundLead {

  private final Lead lead;
  private final Invitations invitations;
  private final RoundPatience patience;
  private final Collector collector;
  private Optional<FederatedCall> inVain = Optional.empty();

  RoundLead(Lead lead) {
    this.lead = lead;
    this.invitations = new Invitations(lead.tools(), lead.work());
    this.patience = new RoundPatience(Duration.ofSeconds(lead.terms().roundSeconds()));
    this.collector = new Collector(lead, invitations, patience);
  }

  /** Where a job stands: common weights as they are kept, and as they are. */
  private record Common(Reached kept, Weights weights) {

    int round() {
      return kept.round();
    }
  }

  Trained lead() {
    Common common = lead.book().reached().map(this::goOn).orElseGet(this::begin);
    lead.say(() -> lead.tools().board().open(lead.bounty()));
    publishWhatIsFinished();
    awaitSites();
    while (!isDone(common)) {
      common = next(common);
    }
    if (!lead.isOver()) {
      tellIfEarly(common);
      lead.sayOnce(() -> lead.tools().board().end(lead.bounty()));
    }
    return trained(common);
  }

  /** Before the first call: until everybody who has granted is ready, or a round's time is over. */
  private void awaitSites() {
    if (lead.book().called().isPresent()) {
      return;
    }
    long end = lead.tools().pacer().nanoTime() + patience.next().toNanos();
    while (!lead.isOver()
        && !invitations.areAllReady(ready())
        && lead.tools().pacer().nanoTime() - end < 0) {
      lead.rest();
    }
  }

  /** A platform that lost its database is told of all rounds again. */
  private void publishWhatIsFinished() {
    int published = lead.book().published();
    int recorded = lead.recorded();
    lead.book().finished().stream()
        .filter(entry -> entry.round().number() > recorded)
        .filter(entry -> entry.round().number() <= published)
        .forEach(lead::record);
    lead.book().finished().stream()
        .filter(entry -> entry.round().number() > published)
        .forEach(lead::publish);
  }

  private boolean isDone(Common common) {
    return lead.isOver() || isShort() || common.round() >= lead.terms().rounds();
  }

  /** What is reached is worth more than what comes after the last commit. */
  private boolean isShort() {
    return lead.run().time().left().compareTo(patience.longest().multipliedBy(2)) < 0;
  }

  private void tellIfEarly(Common common) {
    if (common.round() < lead.terms().rounds()) {
      lead.notes().early(common.round());
    }
  }

  private Common goOn(Reached kept) {
    lead.notes().resumed(kept.round());
    return new Common(kept, lead.store().open(kept.model(), lead.run().job().spec(), kept.key()));
  }

  /** Engines draw first weights only when they train: an epoch on the public samples is first. */
  private Common begin() {
    Weights first = lead.run().engine().train(lead.run().job(), new OneEpoch()).weights();
    Reached kept = sealed(0, first);
    lead.book().keep(kept);
    return new Common(kept, first);
  }

  private Reached sealed(int round, Weights weights) {
    AgeIdentity key = AgeIdentity.generate(lead.setting().random());
    return new Reached(round, lead.store().seal(weights, key.recipient()), key);
  }

  /** Ends a training after its next epoch. */
  private final class OneEpoch implements TrainingListener {

    @Override
    public void onProgress(Progress progress) {
      lead.run().watch().onProgress(lead.bounty(), progress, EpochReport.NONE);
      lead.run().watch().rest(lead.bounty(), lead.run().time()::isOver);
    }

    @Override
    public boolean wantsStop() {
      return true;
    }
  }

  private Common next(Common common) {
    Optional<FederatedCall> call = lastCall(common).or(() -> call(common));
    if (call.isEmpty()) {
      lead.rest();
      return common;
    }
    SignedCall signed = SignedCall.by(lead.tools().self().account(), call.get());
    lead.say(() -> lead.tools().board().call(signed));
    FederatedPlan plan = lead.plan(call.get().plan());
    UpdateDesk desk = collector.collect(plan);
    if (lead.isOver()) {
      return common;
    }
    int came = desk.accepted().size();
    if (came < lead.terms().leastSites()) {
      lead.notes().tooFew(plan.round(), came, lead.terms().leastSites());
      inVain = call;
      return common;
    }
    return finish(common, call.get(), desk);
  }

  /** After a kill the call that was on is led to its end. */
  private Optional<FederatedCall> lastCall(Common common) {
    return lead.book()
        .called()
        .filter(call -> call.round() == common.round() + 1)
        .filter(call -> !inVain.equals(Optional.of(call)));
  }

  private Optional<FederatedCall> call(Common common) {
    int round = common.round() + 1;
    List<FederatedPlan.Site> sites = invitations.to(round, ready(), common.kept().key());
    if (sites.size() < lead.terms().leastSites()) {
      lead.notes().waits(sites.size(), lead.terms().leastSites());
      return Optional.empty();
    }
    FederatedPlan plan =
        new FederatedPlan(
            lead.bounty().value(),
            lead.job().coordinator(),
            round,
            common.weights().sha256(),
            common.kept().model(),
            sites);
    FederatedCall call =
        new FederatedCall(lead.job(), round, lead.store().put(plan.json()), deadline());
    lead.book().keep(call);
    lead.notes().called(round, sites.size(), patience.next().toSeconds());
    return Optional.of(call);
  }

  private Set<Address> ready() {
    return lead.board()
        .once(() -> lead.tools().board().sites(lead.bounty()))
        .map(Set::copyOf)
        .orElse(Set.of());
  }

  private Instant deadline() {
    return lead.setting().clock().instant().plus(patience.next()).truncatedTo(ChronoUnit.SECONDS);
  }

  private Common finish(Common common, FederatedCall call, UpdateDesk desk) {
    Weights next = joined(common, desk);
    RoundMetrics metrics = measured(call.round(), next);
    lead.store().put(metrics.json());
    Reached kept = sealed(call.round(), next);
    FederatedRound round =
        new FederatedRound(
            lead.job(),
            call.round(),
            call.plan(),
            common.weights().sha256(),
            next.sha256(),
            kept.model(),
            metrics.hash(),
            desk.accepted().stream().map(SentUpdate::signed).toList(),
            desk.leftOut());
    keepEvidence(call.round(), desk);
    RoundEntry entry = new RoundEntry(round, round.signedBy(lead.tools().self().account()));
    lead.book().keep(entry, kept.key());
    lead.notes().finished(round, metrics, lead.terms().rounds());
    lead.publish(entry);
    return new Common(kept, next);
  }

  private void keepEvidence(int round, UpdateDesk desk) {
    if (lead.work().isByContribution()) {
      lead.evidence().keep(round, desk.accepted(), collector.vault());
    }
  }

  private Weights joined(Common common, UpdateDesk desk) {
    ModelStep step = new ModelStep(lead.run().job().spec(), common.weights());
    desk.accepted()
        .forEach(sent -> step.add(sent.signed().statement(), collector.vault().open(sent)));
    return step.taken();
  }

  private RoundMetrics measured(int round, Weights weights) {
    return RoundMetrics.of(
        round,
        lead.run()
            .engine()
            .evaluate(lead.run().job().spec(), weights, lead.run().job().validation()));
  }

  private Trained trained(Common common) {
    TrainingState state =
        new TrainingState(
            lead.run().job().fingerprint(),
            lead.run().engine().name(),
            1,
            common.weights(),
            new float[0]);
    return new Trained(state, 1, circumstances(common.round()));
  }

  private Map<String, String> circumstances(int rounds) {
    long sites =
        lead.book().finished().stream()
            .flatMap(entry -> entry.round().updates().stream())
            .map(update -> update.statement().site())
            .distinct()
            .count();
    return Map.of(
        "federated_strategy", lead.terms().strategy(),
        "federated_rounds", String.valueOf(rounds),
        "federated_sites", String.valueOf(sites),
        "federated_local_epochs", String.valueOf(lead.terms().localEpochs()),
        "federated_batch_size", String.valueOf(lead.terms().batchSize()),
        "federated_learning_rate", String.valueOf(lead.terms().learningRate()));
  }
}
