package assay.agent.joint;

import assay.agent.Agent;
import assay.chain.Account;
import assay.chain.Address;
import assay.registry.dataset.ContractAt;
import assay.registry.seal.AgeIdentity;
import assay.training.pool.PoolStatement;
import assay.training.pool.Signed;

/**
 * Who speaks in a joint training, and for which deployment.
 *
 * @param registry the ActorRegistry that words are signed for
 */
public record Party(ContractAt registry, Account account, AgeIdentity identity) {

  /** The agent's account. */
  public static Party of(Agent agent) {
    return new Party(agent.pools().registry(), agent.sender().account(), agent.identity());
  }

  Address address() {
    return account.address();
  }

  <S extends PoolStatement> Signed<S> sign(S statement) {
    return Signed.by(account, statement);
  }
}
