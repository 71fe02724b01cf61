package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Wei;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;

/**
 * What an owner grants: reading one version for one purpose in one period, and nothing else.
 *
 * @param grantor the owner
 * @param grantee who may read
 * @param level how the grantee must keep it
 * @param allowance how often and at what price
 */
public record GrantTerms(
    Address grantor,
    Address grantee,
    VersionId version,
    Purpose purpose,
    SharingLevel level,
    Period period,
    Allowance allowance) {

  /**
   * How often a grant may be used and what each use costs.
   *
   * @param uses from 1; {@link #UNLIMITED} for no limit
   * @param price per use, paid by the grantee; a grant with a price is live from its first use
   */
  public record Allowance(long uses, Wei price) {

    /** No limit on uses. */
    public static final long UNLIMITED = 0xffff_ffffL;

    /** As often as one likes, for nothing. */
    public static final Allowance FREE = new Allowance(UNLIMITED, Wei.ZERO);

    public Allowance {
      if (uses < 1 || uses > UNLIMITED) {
        throw new IllegalArgumentException(uses + " uses are outside 1.." + UNLIMITED + ".");
      }
    }

    public boolean isFree() {
      return price.equals(Wei.ZERO);
    }
  }

  public GrantTerms {
    if (grantee.isZero() || grantee.equals(grantor)) {
      throw new IllegalArgumentException(
          "A grant to " + grantee + " makes no sense; name somebody else than the owner.");
    }
  }
}
