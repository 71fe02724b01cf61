package assay.agent.federated;

import assay.agent.Agent;
import assay.agent.joint.Pacer;
import assay.agent.joint.Recipients;
import assay.agent.joint.WeightStore;
import assay.agent.journal.Journal;
import assay.agent.loop.Narrator;
import assay.agent.platform.FederatedBoard;
import assay.chain.Account;
import assay.chain.Address;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import java.time.Duration;

/**
 * What everybody works with who takes part in a federated job.
 *
 * @param pacer by which it waits
 */
public record FederatedTools(
    Self self,
    FederatedBoard board,
    ContentStore store,
    Journal journal,
    Narrator narrator,
    HeldGrants grants,
    Pacer pacer) {

  private static final Duration USUAL = Duration.ofMillis(400);

  /**
   * Who takes part.
   *
   * @param identity opens what is sealed to the account
   * @param recipients whom others' things are sealed to
   */
  public record Self(Account account, AgeIdentity identity, Recipients recipients) {

    public Address address() {
      return account.address();
    }
  }

  /** Those of an agent. */
  public static FederatedTools of(Agent agent, Narrator narrator) {
    return new FederatedTools(
        new Self(agent.sender().account(), agent.identity(), agent.keys()::recipient),
        agent.platform().federated(),
        agent.store(),
        agent.journal(),
        narrator,
        HeldGrants.of(agent),
        Pacer.resting(USUAL));
  }

  public WeightStore weights() {
    return new WeightStore(store);
  }

  /** Lets the store drop what no round needs any more. */
  public void release(BountyId bounty, Cid cid) {
    weights().release(cid, bounty, narrator);
  }
}
