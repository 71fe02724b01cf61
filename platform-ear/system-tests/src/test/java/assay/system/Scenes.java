package assay.system;

import assay.training.bounty.BountyId;
import assay.training.ledger.BountyFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What scenarios that share a network wait for, each in a bounty of its own. While nothing is known
 * of one of the bounties, no time is passed over. Thread-safe.
 */
final class Scenes implements Lull {

  private final Map<BountyId, Lull> lulls = new ConcurrentHashMap<>();
  private final AtomicInteger holds = new AtomicInteger();

  /** From now on this tells what the bounty waits for. */
  void set(BountyId bounty, Lull lull) {
    lulls.put(bounty, lull);
  }

  /** Keeps time from being passed over until it is ended, once. */
  Hold hold() {
    holds.incrementAndGet();
    return holds::decrementAndGet;
  }

  /** Somebody needs the time that is left. */
  @FunctionalInterface
  interface Hold {
    void end();
  }

  @Override
  public Optional<Instant> of(BountyFacts bounty) {
    return holds.get() > 0
        ? Optional.empty()
        : Optional.ofNullable(lulls.get(bounty.id())).flatMap(lull -> lull.of(bounty));
  }
}
