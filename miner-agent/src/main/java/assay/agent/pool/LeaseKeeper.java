package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.loop.AgentTask;
import assay.agent.loop.Narrator;
import assay.agent.miner.JobPermit;
import assay.agent.miner.Refusal;
import assay.agent.platform.PlatformRefusedException;
import assay.agent.platform.PoolJobClient;
import assay.chain.Address;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountyState;
import assay.training.pool.CrewMember;
import assay.training.pool.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Keeps the leases of a member's miner: renews those he holds, gives back those whose bounties take
 * no more of him, and claims the next while he has room. Lets the miner train for leased bounties
 * alone. What the platform keeps of leases outlives a kill, so nothing is written down. Not
 * thread-safe.
 */
public final class LeaseKeeper implements AgentTask, JobPermit {

  private static final String LOST = "lease-lost";
  private static final Duration EVERY = Lease.LASTS.dividedBy(6);
  private static final Refusal NOT_LEASED =
      new Refusal("not-leased", "the pool has not given it to this miner.");

  private static final Refusal TOGETHER =
      new Refusal("together", "the pool trains it together, and its operator submits.");

  private final Agent agent;
  private final Narrator narrator;
  private final int room;
  private final LongSupplier nanoTime;
  private final Map<BountyId, Lease> held = new TreeMap<>();
  private boolean isKnown;
  private long lookAt;

  /**
   * @param room for how many bounties at once, at least 1
   */
  public LeaseKeeper(Agent agent, Narrator narrator, int room, LongSupplier nanoTime) {
    this.agent = agent;
    this.narrator = narrator;
    this.room = room;
    this.nanoTime = nanoTime;
    this.lookAt = nanoTime.getAsLong();
  }

  @Override
  public Optional<Refusal> against(BountyId bounty) {
    Lease lease = held.get(bounty);
    if (lease == null) {
      return Optional.of(NOT_LEASED);
    }
    return lease.isTogether() ? Optional.of(TOGETHER) : Optional.empty();
  }

  /** The leases on what is trained together with others, as far as is known. */
  public List<Lease> together() {
    return held.values().stream().filter(Lease::isTogether).toList();
  }

  /** Gives a lease back for good. */
  public void decline(BountyId bounty, Refusal reason) {
    String sentence = reason.sentence();
    String words = sentence.substring(0, Math.min(sentence.length(), CrewMember.LONGEST_REASON));
    agent.platform().rounds().decline(bounty, words);
    held.remove(bounty);
    narrator.tell(
        "lease-declined",
        bounty,
        "Does not train it with the pool: " + sentence,
        Map.of("reason", reason.code()));
  }

  @Override
  public void advance() {
    if (nanoTime.getAsLong() - lookAt < 0) {
      return;
    }
    lookAt = nanoTime.getAsLong() + EVERY.toNanos();
    PoolJobClient jobs = agent.platform().poolJobs();
    if (!isKnown) {
      jobs.held().forEach(lease -> held.put(lease.bounty(), lease));
      isKnown = true;
    }
    Set.copyOf(held.keySet()).forEach(bounty -> keep(jobs, bounty));
    if (held.size() < room) {
      jobs.claim().ifPresent(this::begin);
    }
  }

  private void begin(Lease lease) {
    held.put(lease.bounty(), lease);
    narrator.tell("leased", lease.bounty(), "Works on this bounty for pool " + lease.pool() + ".");
  }

  private void keep(PoolJobClient jobs, BountyId bounty) {
    try {
      if (isOver(bounty)) {
        jobs.release(bounty);
        held.remove(bounty);
      } else {
        jobs.renew(bounty);
      }
    } catch (PlatformRefusedException e) {
      if (!e.code().equals(LOST)) {
        throw e;
      }
      held.remove(bounty);
      narrator.tell("lease-lost", bounty, String.valueOf(e.getMessage()));
    }
  }

  /** It takes no submissions any more, or has this miner's. */
  private boolean isOver(BountyId bounty) {
    Address miner = agent.address();
    return BountyFacts.of(agent.events(), bounty)
        .filter(found -> found.state() != BountyState.OPEN || found.submission(miner).isPresent())
        .isPresent();
  }
}
