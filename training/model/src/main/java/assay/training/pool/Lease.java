package assay.training.pool;

import assay.chain.Address;
import assay.training.bounty.BountyId;
import java.time.Duration;
import java.time.Instant;

/**
 * One member's turn to work on a bounty for his pool. He renews it while he works; once it has
 * expired the next member may have it.
 *
 * @param expiresAt by the platform's clock
 * @param isTogether whether others have leases on it too and all train it together
 */
public record Lease(
    BountyId bounty, Address pool, Address holder, Instant expiresAt, boolean isTogether) {

  /** How long a lease lasts without being renewed. */
  public static final Duration LASTS = Duration.ofMinutes(2);

  /** Whether it is still the holder's turn. */
  public boolean isLiveAt(Instant time) {
    return time.isBefore(expiresAt);
  }
}
