package assay.agent.pool;

import assay.agent.Agent;
import assay.agent.loop.Membership;
import assay.registry.actor.Role;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolFee;
import assay.training.pool.Signed;
import java.time.temporal.ChronoUnit;

/** What an operator does to have a pool. Not thread-safe. */
public final class PoolOperator {

  private final Agent agent;

  public PoolOperator(Agent agent) {
    this.agent = agent;
  }

  /**
   * What is said of a pool.
   *
   * @param contact may be empty
   * @param trains may be empty
   */
  public record Words(String name, PoolFee fee, String contact, String trains) {}

  /**
   * Joins as a pool, signs the words and leaves them at the platform. Saying others later changes
   * what members pay only once they join again.
   *
   * @throws assay.agent.platform.PlatformRefusedException while the platform has not seen on the
   *     chain that this account is a pool; to be called again
   */
  public PoolDescription announce(Words words) {
    PoolDescription pool =
        new PoolDescription(
            agent.pools().registry(),
            agent.address(),
            words.name(),
            words.fee(),
            words.contact(),
            words.trains(),
            agent.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    new Membership(agent, Role.POOL).advance();
    agent.platform().pools().announce(Signed.by(agent.sender().account(), pool));
    return pool;
  }
}
