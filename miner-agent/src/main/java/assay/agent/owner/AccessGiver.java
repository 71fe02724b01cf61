package assay.agent.owner;

import assay.agent.Agent;
import assay.agent.keys.KeyExchange;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantNotLiveException;
import assay.registry.grant.GrantStanding;
import assay.registry.grant.GrantTerms;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import java.util.Optional;

/**
 * Gives others access to an owner's data: first the right, on chain, then the key that goes with
 * it.
 */
public final class AccessGiver {

  private final Agent agent;
  private final Ledger ledger;
  private final VersionKeys keys;

  public AccessGiver(Agent agent) {
    this.agent = agent;
    this.ledger = agent.ledger();
    this.keys = new VersionKeys(agent.home());
  }

  /**
   * Grants and leaves the key in the mailbox. What would keep the key from its receiver is found
   * before the grant costs anything.
   *
   * @param uses how often, from 1 to {@link assay.registry.grant.GrantHistory#UNLIMITED}
   * @return the grant, final
   * @throws MissingKeyException if this home does not have the version's key
   * @throws assay.agent.keys.KeyKeptException if data of that level stays with its owner
   * @throws assay.agent.keys.UnknownRecipientException if the grantee has not joined
   */
  public AccessGrant give(GrantTerms terms, long uses) {
    require(terms);
    return deliver(ledger.grant(terms, uses).fact());
  }

  /**
   * Leaves the key of a grant in the mailbox, which keeps it until the grant is live: until a grant
   * with a price is paid for. A grant on public data brings no key.
   *
   * @throws GrantNotLiveException if the grant has ended
   */
  public AccessGrant deliver(GrantId id) {
    GrantStanding standing = ledger.standing(id);
    if (!standing.isLive() && standing != GrantStanding.UNPAID) {
      throw new GrantNotLiveException(id, standing);
    }
    AccessGrant grant =
        ledger.grant(id).orElseThrow(() -> new GrantNotLiveException(id, GrantStanding.UNKNOWN));
    keyOf(grant.terms().version()).ifPresent(key -> agent.keys().sendVersionKey(grant, key));
    return grant;
  }

  /** Refuses what {@link #give} would refuse, and changes nothing. */
  public void require(GrantTerms terms) {
    VersionId version = terms.version();
    KeyExchange.requireHandedOut(version, terms.level());
    keyOf(version).ifPresent(key -> agent.keys().recipient(terms.grantee()));
  }

  private Optional<AgeIdentity> keyOf(VersionId version) {
    if (ledger.version(version).orElseThrow().minimumLevel().isPublic()) {
      return Optional.empty();
    }
    AgeIdentity key =
        keys.find(version).orElseThrow(() -> new MissingKeyException(version, agent.home()));
    return Optional.of(key);
  }
}
