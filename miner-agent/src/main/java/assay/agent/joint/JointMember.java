package assay.agent.joint;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Rounds;
import assay.agent.miner.JobData;
import assay.agent.miner.JobPhase;
import assay.agent.miner.JobSlots;
import assay.agent.miner.JobWatch;
import assay.agent.miner.Refusal;
import assay.agent.miner.TrainingPlan;
import assay.agent.pool.LeaseKeeper;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.PoolFacts;
import assay.training.pool.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A member's miner in joint trainings: for each lease that he shares it gets the data under grants
 * of his own, says that he is ready, and follows the operator's calls as long as the lease lasts. A
 * job whose data he will not get he declines with the reason. Not thread-safe.
 */
public final class JointMember implements AgentTask {

  private final Agent agent;
  private final JointTools tools;
  private final LeaseKeeper leases;
  private final Rig rig;
  private final Rounds rounds;
  private final Map<BountyId, Worker> workers = new TreeMap<>();

  /**
   * What trains.
   *
   * @param plan how it trains, apart from epochs and batches
   */
  public record Rig(JobData data, JobSlots slots, TrainingPlan plan, JobWatch watch) {}

  private record Worker(CompletableFuture<Integer> future, AtomicBoolean isDropped) {}

  public JointMember(Agent agent, JointTools tools, LeaseKeeper leases, Rig rig) {
    this.agent = agent;
    this.tools = tools;
    this.leases = leases;
    this.rig = rig;
    this.rounds = new Rounds(tools.narrator());
  }

  @Override
  public void advance() {
    List<Lease> held = leases.together();
    Set<BountyId> bounties = held.stream().map(Lease::bounty).collect(Collectors.toSet());
    Set.copyOf(workers.keySet()).stream()
        .filter(bounty -> !bounties.contains(bounty))
        .forEach(this::drop);
    held.forEach(lease -> rounds.visit(lease.bounty(), () -> lead(lease)));
  }

  private void drop(BountyId bounty) {
    Worker worker = workers.remove(bounty);
    if (worker != null) {
      worker.isDropped().set(true);
      worker.future().cancel(false);
      rig.watch().onEnd(bounty);
    }
  }

  private void lead(Lease lease) {
    Worker worker = workers.get(lease.bounty());
    if (worker == null) {
      BountyFacts.of(agent.events(), lease.bounty()).ifPresent(facts -> prepare(lease, facts));
    } else if (worker.future().isDone()) {
      workers.remove(lease.bounty());
      requireWell(worker.future());
    }
  }

  private void prepare(Lease lease, BountyFacts facts) {
    Optional<Refusal> against = against(lease, facts);
    if (against.isPresent()) {
      leases.decline(lease.bounty(), against.get());
      return;
    }
    rig.watch().onPhase(lease.bounty(), JobPhase.ASKING);
    rig.data().open(facts).ifPresent(opened -> begin(lease, opened));
  }

  /** The platform says whose lease it is, the chain whose member this account is. */
  private Optional<Refusal> against(Lease lease, BountyFacts facts) {
    Optional<Address> pool = PoolFacts.of(agent.events()).pool(agent.address());
    return pool.equals(Optional.of(lease.pool()))
        ? rig.data().against(facts)
        : Optional.of(
            new Refusal("other-pool", "this account is not in pool " + lease.pool() + "."));
  }

  private void begin(Lease lease, JobData.Opened opened) {
    MemberRounds.Job job =
        new MemberRounds.Job(
            lease.pool(), agent.keys().recipient(lease.pool()), opened, rig.plan(), rig.watch());
    AtomicBoolean isDropped = new AtomicBoolean();
    rig.watch().onPhase(lease.bounty(), JobPhase.WAITING);
    workers.put(
        lease.bounty(),
        new Worker(
            rig.slots()
                .run(
                    engine -> {
                      tellReady(lease);
                      rig.watch().beforeTraining(lease.bounty());
                      try {
                        return new MemberRounds(tools, job).follow(engine, isDropped::get);
                      } finally {
                        rig.watch().afterTraining(lease.bounty());
                      }
                    }),
            isDropped));
  }

  /** Not before there is a slot: the operator would wait for it. */
  private void tellReady(Lease lease) {
    tools.board().ready(lease.bounty());
    tools
        .narrator()
        .tell(
            "joint-ready",
            lease.bounty(),
            "Has the data and trains with pool %s when it calls.".formatted(lease.pool()));
  }

  /** What it threw, as if it had been thrown here: a broken journal ends the agent. */
  private static void requireWell(CompletableFuture<Integer> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
