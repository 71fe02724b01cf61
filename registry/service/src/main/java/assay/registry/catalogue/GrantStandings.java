package assay.registry.catalogue;

import assay.chain.Wei;
import assay.registry.grant.GrantStanding;
import assay.registry.index.EventLog;
import java.math.BigInteger;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Where grants stand in the final state, ends that are pending included. For one transaction: make
 * it before any grant is read, or an end that becomes final in between would be seen by neither
 * look.
 */
public final class GrantStandings {

  private final EventLog log;
  private final long projected;
  private final Instant now;

  public GrantStandings(Handle transaction) {
    this.log = new EventLog(transaction);
    this.projected = log.projected();
    this.now = log.finalTime();
  }

  /** The standing of a grant that was read afterwards. */
  public GrantStanding of(GrantView grant) {
    GrantStanding settled = settled(grant);
    return settled.isLive() && isEndPending(grant) ? GrantStanding.ENDING : settled;
  }

  /** The same, as if no end were pending. */
  public GrantStanding settled(GrantView grant) {
    if (grant.revokedAt().isPresent()) {
      return GrantStanding.REVOKED;
    }
    if (grant.isAssetRetired() || grant.grantEpoch() != grant.assetEpoch()) {
      return GrantStanding.OVERTURNED;
    }
    if (!now.isBefore(grant.expiry())) {
      return GrantStanding.EXPIRED;
    }
    if (now.isBefore(grant.notBefore())) {
      return GrantStanding.NOT_YET;
    }
    boolean isUnpaid = !grant.price().equals(Wei.ZERO) && grant.firstUsedAt().isEmpty();
    return isUnpaid ? GrantStanding.UNPAID : GrantStanding.LIVE;
  }

  private boolean isEndPending(GrantView grant) {
    String asset = grant.asset().hex();
    String token = new BigInteger(1, grant.asset().bytes()).toString();
    return log.hasPending(projected, "Revoked", "id", grant.id().hex())
        || log.hasPending(projected, "GrantEpochAdvanced", "asset", asset)
        || log.hasPending(projected, "AssetRetired", "asset", asset)
        || log.hasPending(projected, "Transfer", "tokenId", token);
  }
}
