package assay.agent.joint;

import assay.agent.Agent;
import assay.agent.journal.Journal;
import assay.agent.loop.Narrator;
import assay.agent.platform.RoundBoard;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.training.bounty.BountyId;
import java.time.Clock;
import java.time.Duration;

/**
 * What everybody works with who takes part in a joint training.
 *
 * @param pacer by which it waits
 */
public record JointTools(
    Party self,
    RoundBoard board,
    ContentStore store,
    Journal journal,
    Narrator narrator,
    Clock clock,
    Pacer pacer) {

  private static final Duration USUAL = Duration.ofMillis(400);

  /** Those of an agent. */
  public static JointTools of(Agent agent, Narrator narrator) {
    return new JointTools(
        Party.of(agent),
        agent.platform().rounds(),
        agent.store(),
        agent.journal(),
        narrator,
        agent.clock(),
        Pacer.resting(USUAL));
  }

  /** Lets the store drop what no round needs any more. */
  void release(BountyId bounty, Cid cid) {
    weights().release(cid, bounty, narrator);
  }

  WeightStore weights() {
    return new WeightStore(store);
  }
}
