package assay.registry.grant;

import assay.chain.Address;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;

/**
 * What an owner grants: reading one version for one purpose in one period, and nothing else.
 *
 * @param grantor the owner
 * @param grantee who may read
 * @param level how the grantee must keep it
 * @param price per use, paid by the grantee; a grant with a price is live from its first use
 */
public record GrantTerms(
    Address grantor,
    Address grantee,
    VersionId version,
    Purpose purpose,
    SharingLevel level,
    Period period,
    Price price) {

  public GrantTerms {
    if (grantee.isZero() || grantee.equals(grantor)) {
      throw new IllegalArgumentException(
          "A grant to " + grantee + " makes no sense; name somebody else than the owner.");
    }
  }

  public boolean isFree() {
    return price.isFree();
  }
}
