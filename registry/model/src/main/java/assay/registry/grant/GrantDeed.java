package assay.registry.grant;

import java.math.BigInteger;

/**
 * All terms of a grant, as they are hashed into its id. The contract keeps only the hash, so
 * whoever revokes, uses or names a grant has to bring its deed; everybody finds it on chain where
 * the grant was given.
 *
 * @param uses how often it may be used, from 1 to {@link GrantHistory#UNLIMITED}
 * @param grantEpoch the dataset's grant epoch it was given in
 * @param nonce tells equal grants apart
 * @param deadline the last second at which a signature over it may be brought in
 */
public record GrantDeed(
    GrantTerms terms, long uses, long grantEpoch, BigInteger nonce, BigInteger deadline) {

  public GrantDeed {
    if (uses < 1 || uses > GrantHistory.UNLIMITED) {
      throw new IllegalArgumentException("A grant of " + uses + " uses is outside 1..2^32-1.");
    }
  }
}
