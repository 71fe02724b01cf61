package assay.registry.grant;

import java.time.Instant;

/**
 * A right to read one dataset version for one purpose. Its life: given, perhaps used, and ended by
 * the first of expiry, revocation, and a new grant epoch of its dataset (transfer, retirement, all
 * revoked). It never comes back, and its holder cannot change it or pass it on. Mirrors the grants
 * contract's {@code checkAt}.
 */
public record AccessGrant(GrantId id, GrantDeed deed, GrantHistory history) {

  public GrantTerms terms() {
    return deed.terms();
  }

  /** Whether the grant gives its right in that second of the chain's time. */
  public boolean isLiveAt(Instant time) {
    return standingAt(time).isLive();
  }

  /** Its standing in that second; of several reasons the one that came first. */
  public GrantStanding standingAt(Instant time) {
    if (time.isBefore(history.createdAt()) || time.isBefore(terms().period().notBefore())) {
      return GrantStanding.NOT_YET;
    }
    if (hasEnded(time)) {
      return firstEnd();
    }
    boolean isUnpaid = !terms().isFree() && time.isBefore(history.firstUsedAt());
    return isUnpaid ? GrantStanding.UNPAID : GrantStanding.LIVE;
  }

  private boolean hasEnded(Instant time) {
    return !time.isBefore(terms().period().expiry())
        || !time.isBefore(history.revokedAt())
        || !time.isBefore(history.overturnedAt());
  }

  private GrantStanding firstEnd() {
    Instant expiry = terms().period().expiry();
    Instant revoked = history.revokedAt();
    Instant overturned = history.overturnedAt();
    if (!revoked.isAfter(expiry) && !revoked.isAfter(overturned)) {
      return GrantStanding.REVOKED;
    }
    return overturned.isAfter(expiry) ? GrantStanding.EXPIRED : GrantStanding.OVERTURNED;
  }
}
