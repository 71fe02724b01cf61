package assay.agent.joint;

import assay.agent.joint.JointBook.Reached;
import assay.agent.joint.PlanMaker.Kept;
import assay.agent.miner.JobPhase;
import assay.agent.miner.JobRun;
import assay.agent.miner.JobTrainer.Trained;
import assay.chain.Address;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.content.StoreUnavailableException;
import assay.registry.seal.AgeIdentity;
import assay.training.TrainingException;
import assay.training.checkpoint.Weights;
import assay.training.pool.JointRound;
import assay.training.pool.JointRound.Contribution;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundPlan;
import assay.training.pool.Signed;
import assay.training.pool.StepGuard;
import assay.training.pool.Turn;
import assay.training.run.TrainingState;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One job as its operator leads it, from a slot's thread. Not thread-safe. */
final class JointLead {

  private static final double NANOS_PER_SECOND = 1e9;

  private final JointTools tools;
  private final JobRun run;
  private final PlanMaker plans;
  private final Rules rules;
  private final WeightStore store;
  private final JointBook book;
  private final Board board;
  private final RoundTeller teller;
  private final CrewWatch crew;
  private final Absences absences = new Absences();
  private Duration longest = Duration.ZERO;

  /**
   * How it is led.
   *
   * @param roundTime the longest that a round waits
   */
  record Rules(Duration roundTime, SecureRandom random) {}

  JointLead(JointTools tools, JobRun run, PlanMaker plans, Rules rules) {
    this.tools = tools;
    this.run = run;
    this.plans = plans;
    this.rules = rules;
    this.store = tools.weights();
    this.book = new JointBook(tools.journal(), run.bounty());
    this.board = new Board(tools, run.bounty());
    this.teller = new RoundTeller(tools.narrator(), run);
    this.crew = new CrewWatch(tools, run, board, rules.roundTime(), this::isOver);
  }

  /** Where a job stands: common weights as they are kept, and as they are. */
  private record Common(Reached kept, JointRound round) {}

  Trained lead() {
    Optional<Common> left = left();
    left.ifPresent(common -> teller.resumed(common.kept().epochsDone()));
    Common common = left.orElseGet(this::begin);
    if (!isDone(common) && book.called(tools.self()).isEmpty()) {
      crew.await();
    }
    while (!isDone(common)) {
      common = next(common);
    }
    if (!isOver()) {
      tellIfEarly(common);
      board.once(this::end);
    }
    return new Trained(state(common.round()), book.rigs());
  }

  private boolean isDone(Common common) {
    return isOver() || isShort() || common.round().epochsDone() >= run.job().settings().epochs();
  }

  /** What is reached is worth more than what comes after the last commit. */
  private boolean isShort() {
    return run.time().left().compareTo(longest.multipliedBy(2)) < 0;
  }

  private void tellIfEarly(Common common) {
    if (common.round().epochsDone() < run.job().settings().epochs()) {
      teller.early(common.round().epochsDone());
    }
  }

  private boolean isOver() {
    return run.time().isOver() || Thread.currentThread().isInterrupted();
  }

  private boolean end() {
    tools.board().end(run.bounty());
    return true;
  }

  private TrainingState state(JointRound round) {
    return new TrainingState(
        run.job().fingerprint(),
        run.engine().name(),
        round.epochsDone(),
        round.common(),
        new float[0]);
  }

  /** Weights that the store lost cost time, not the job: those before them serve too. */
  private Optional<Common> left() {
    for (Reached reached : book.reached()) {
      try {
        Weights weights = store.open(reached.weights(), run.job().spec(), reached.key());
        return Optional.of(new Common(reached, new JointRound(reached.epochsDone(), weights)));
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RegistryException | TrainingException e) {
        teller.lost(reached.epochsDone(), String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Engines draw first weights only when they train: the first epoch is the operator's alone. */
  private Common begin() {
    TrainingState first = run.engine().train(run.job(), teller.oneEpoch());
    JointRound round = new JointRound(first.epochsDone(), first.weights());
    return keep(round, Map.of(self(), (long) run.job().training().size()));
  }

  private Common keep(JointRound round, Map<Address, Long> samples) {
    AgeIdentity key = AgeIdentity.generate(rules.random());
    Cid cid = store.seal(round.common(), key.recipient());
    Reached reached = new Reached(round.epochsDone(), cid, key);
    book.keep(reached, JointBook.file(samples));
    return new Common(reached, round);
  }

  private Address self() {
    return tools.self().address();
  }

  private Common next(Common common) {
    RoundCall call = lastCall(common).orElseGet(() -> call(common));
    RoundPlan plan = RoundPlan.read(store.get(call.plan(), RoundPlan.LONGEST));
    if (plan.parts().size() > 1) {
      board.ask(() -> publish(call), rules.roundTime(), this::isOver);
    }
    long calledAt = tools.pacer().nanoTime();
    List<Contribution> contributions = new ArrayList<>();
    contributions.add(own(common.round(), plan));
    ReplyDesk desk = desk(call, plan, new StepGuard(common.round().common(), contributions.get(0)));
    collect(desk, plan, calledAt);
    contributions.addAll(desk.accepted());
    Duration taken = Duration.ofNanos(tools.pacer().nanoTime() - calledAt);
    longest = taken.compareTo(longest) > 0 ? taken : longest;
    return isOver() ? common : average(common, plan, contributions);
  }

  private ReplyDesk desk(RoundCall call, RoundPlan plan, StepGuard guard) {
    ReplyDesk.Asked asked = new ReplyDesk.Asked(call, plan, run.job().spec());
    return new ReplyDesk(asked, guard, store, tools.self().identity());
  }

  private Common average(Common common, RoundPlan plan, List<Contribution> contributions) {
    JointRound next = common.round().averaged(contributions);
    TreeMap<Address, Long> samples = new TreeMap<>();
    contributions.forEach(each -> samples.put(each.member(), each.samples()));
    Common kept = keep(next, samples);
    tools.release(run.bounty(), common.kept().weights());
    teller.averaged(next, samples.size(), plan);
    return kept;
  }

  /** After a kill the round that was on is led to its end. */
  private Optional<RoundCall> lastCall(Common common) {
    return book.called(tools.self())
        .filter(call -> call.turn().round() == common.kept().epochsDone())
        .filter(
            call -> {
              try {
                byte[] plan = store.get(call.plan(), RoundPlan.LONGEST);
                return RoundPlan.read(plan).weights().equals(common.kept().weights());
              } catch (StoreUnavailableException e) {
                throw e;
              } catch (RegistryException | TrainingException e) {
                return false;
              }
            });
  }

  private RoundCall call(Common common) {
    book.called(tools.self()).ifPresent(before -> tools.release(run.bounty(), before.plan()));
    int round = common.kept().epochsDone();
    Set<Address> members = new TreeSet<>();
    crew.ready().stream()
        .filter(member -> absences.isCalled(member, round))
        .filter(plans::canSealTo)
        .limit(run.job().training().size() - 1L)
        .forEach(members::add);
    members.add(self());
    Kept plan = plans.plan(common.kept(), members);
    Turn turn = new Turn(self(), run.bounty(), round);
    RoundCall call = new RoundCall(tools.self().registry(), turn, plan.cid(), deadline());
    book.keep(call);
    return call;
  }

  private Instant deadline() {
    return tools.clock().instant().plus(rules.roundTime()).truncatedTo(ChronoUnit.SECONDS);
  }

  private boolean publish(RoundCall call) {
    tools.board().call(tools.self().sign(call));
    return true;
  }

  private Contribution own(JointRound round, RoundPlan plan) {
    RoundPlan.Part part = plan.partOf(self()).orElseThrow();
    return round.train(
        run.engine(), Shards.of(run.job(), plan.places(part)), self(), teller.listener());
  }

  /** Late, gone and useless ones are left out of this round, and told of. */
  private void collect(ReplyDesk desk, RoundPlan plan, long calledAt) {
    long end = calledAt + rules.roundTime().toNanos();
    look(desk, plan, calledAt);
    while (!desk.awaited().isEmpty() && !isOver() && tools.pacer().nanoTime() - end < 0) {
      run.watch().onPhase(run.bounty(), JobPhase.TRAINING);
      tools.pacer().rest();
      crew.dropGone(desk).forEach(teller::gone);
      look(desk, plan, calledAt);
    }
    desk.awaited()
        .forEach(
            member -> {
              absences.late(member, plan.round());
              teller.late(member, plan.round());
            });
  }

  private void look(ReplyDesk desk, RoundPlan plan, long calledAt) {
    if (desk.awaited().isEmpty()) {
      return;
    }
    board
        .once(() -> tools.board().replies(run.bounty()))
        .map(replies -> replies.stream().map(Signed::statement).toList())
        .ifPresent(
            replies ->
                desk.take(replies)
                    .forEach(
                        member -> {
                          absences.came(member);
                          plans.measured(member, speed(plan, member, calledAt));
                        }));
    desk.refused().forEach((member, reason) -> teller.refused(member, plan.round(), reason));
  }

  private double speed(RoundPlan plan, Address member, long calledAt) {
    double seconds = Math.max(1, tools.pacer().nanoTime() - calledAt) / NANOS_PER_SECOND;
    return plan.partOf(member).orElseThrow().count() / seconds;
  }
}
