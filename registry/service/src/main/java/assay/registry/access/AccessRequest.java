package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.Purpose;
import java.time.Instant;

/**
 * Somebody asks an owner for a grant.
 *
 * @param version from 1, as the registry counts
 * @param purpose 1 to 255, as the grants contract carries it
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
    if (version < 1) {
      throw new IllegalArgumentException(
          "Version %d cannot be asked for; a dataset's versions count from 1.".formatted(version));
    }
    purpose = new Purpose(purpose).code();
    if (reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "The reason has %d characters; write at most %d.".formatted(reason.length(), MAX_REASON));
    }
  }
}
