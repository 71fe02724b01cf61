package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.chain.Address;
import assay.registry.actor.Role;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;

/** A miner's going into a pool and out of it, on the chain. Not thread-safe. */
public final class PoolMember {

  private final Agent agent;

  public PoolMember(Agent agent) {
    this.agent = agent;
  }

  /**
   * Enters the pool with the fee that its operator announces, exactly.
   *
   * @param most the highest fee the miner would pay
   * @return what the chain now holds
   * @throws PoolRuleException if it is one's own, unknown, or takes more
   */
  public PoolEntry join(Address pool, PoolFee most) {
    if (pool.equals(agent.address())) {
      throw PoolRuleException.self(pool);
    }
    PoolFee fee = announced(pool).fee();
    if (fee.isAbove(most)) {
      throw PoolRuleException.feeTooHigh(fee, most);
    }
    new Membership(agent, Role.MINER).advance();
    return enter(new PoolEntry(pool, fee));
  }

  /**
   * Leaves the pool. What is committed to a bounty already keeps the pool and fee of its commit.
   *
   * @return what the chain held before
   * @throws PoolRuleException if there is none to leave
   */
  public PoolEntry leave() {
    PoolEntry before = agent.pools().entryOf(agent.address());
    if (before.operator().isEmpty()) {
      throw PoolRuleException.inNoPool(agent.address());
    }
    enter(PoolEntry.NONE);
    return before;
  }

  private PoolDescription announced(Address pool) {
    PoolDescription found =
        new PoolBook(agent.platform().pools(), agent.pools().registry())
            .description(pool)
            .orElseThrow(() -> PoolRuleException.unknown(pool));
    if (!agent.actors().roles(pool).contains(Role.POOL)) {
      throw PoolRuleException.unknown(pool);
    }
    return found;
  }

  private PoolEntry enter(PoolEntry entry) {
    if (!agent.pools().entryOf(agent.address()).equals(entry)) {
      agent.sender().send(agent.pools().set(entry));
    }
    return entry;
  }
}
