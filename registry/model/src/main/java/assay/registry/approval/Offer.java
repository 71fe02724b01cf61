package assay.registry.approval;

import assay.chain.Address;
import assay.chain.Wei;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a grantee is given.
 *
 * @param level how he must keep it, at least
 * @param lifetime how long, in whole seconds from the moment it is granted
 * @param price of each use; a grant with a price is live from its first use
 */
public record Offer(SharingLevel level, Duration lifetime, Wei price) {

  public Offer {
    if (lifetime.isZero() || lifetime.isNegative()) {
      throw new IllegalArgumentException("A grant lasts at least a second.");
    }
    if (!level.handsOutKeys()) {
      throw new IllegalArgumentException(
          "No key is handed out at level " + level + "; give L0, L1 or L2.");
    }
  }

  /** The same, at a level no lower than the version's own. */
  public Offer atLeast(SharingLevel minimum) {
    return level.isAtLeast(minimum) ? this : new Offer(minimum, lifetime, price);
  }

  /** The terms of a grant that begins now. */
  public GrantTerms terms(Address grantor, Application application, Instant now) {
    Instant begin = now.truncatedTo(ChronoUnit.SECONDS);
    return new GrantTerms(
        grantor,
        application.grantee(),
        application.version(),
        application.purpose(),
        level,
        new Period(begin, begin.plus(lifetime)),
        Price.of(price));
  }
}
