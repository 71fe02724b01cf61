package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Instant;

/**
 * Somebody asks an owner for a grant.
 *
 * @param bounty the bounty he wants to train for
 * @param reason his own words, at most {@value #MAX_REASON} characters
 */
public record AccessRequest(
    Bytes32 asset,
    int version,
    Address grantee,
    int purpose,
    Bytes32 bounty,
    String reason,
    Instant requestedAt) {

  /** Longest reason an owner is asked to read. */
  public static final int MAX_REASON = 1_000;

  public AccessRequest {
    if (reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "The reason has %d characters; write at most %d.".formatted(reason.length(), MAX_REASON));
    }
  }
}
