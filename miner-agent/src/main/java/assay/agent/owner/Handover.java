package assay.agent.owner;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Receipt;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantStanding;
import assay.registry.ledger.GrantFacts;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Ledger;
import assay.registry.ledger.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A dataset on its way to a new owner, which ends every grant on it. */
public final class Handover {

  private static final Set<GrantStanding> ENDED =
      EnumSet.of(
          GrantStanding.EXPIRED,
          GrantStanding.REVOKED,
          GrantStanding.OVERTURNED,
          GrantStanding.UNKNOWN);

  private final Agent agent;
  private final Ledger ledger;
  private final DatasetId dataset;
  private final Address to;

  public Handover(Agent agent, DatasetId dataset, Address to) {
    this.agent = agent;
    this.ledger = agent.ledger();
    this.dataset = dataset;
    this.to = to;
  }

  public DatasetId dataset() {
    return dataset;
  }

  public Address to() {
    return to;
  }

  /**
   * Refuses what could not be meant, before anything is sent.
   *
   * @param isForced whether even an account that never joined will do
   * @throws IntentRefusedException if the dataset is not this account's
   * @throws BadHeirException if the new owner cannot be one
   */
  public void require(boolean isForced) {
    if (ledger.dataset(dataset).filter(this::isOwn).isEmpty()) {
      throw new IntentRefusedException("transfer dataset " + dataset, Refusal.NOT_OWNER);
    }
    if (to.isZero() || to.equals(agent.address())) {
      throw BadHeirException.nobody(to);
    }
    if (!isForced && agent.actors().roles(to).isEmpty()) {
      throw BadHeirException.stranger(to);
    }
  }

  private boolean isOwn(Dataset known) {
    return known.owner().equals(agent.address());
  }

  /** The grants that stand now and end with it. */
  public List<GrantId> ending() {
    return new GrantFacts(agent.events())
        .on(dataset)
        .flatMap(id -> ledger.grant(id).stream())
        .filter(grant -> !ENDED.contains(grant.standingAt(agent.events().now())))
        .map(AccessGrant::id)
        .toList();
  }

  /** Transfers it; returns once that is final. */
  public Receipt carryOut() {
    return ledger.transfer(dataset, to);
  }
}
