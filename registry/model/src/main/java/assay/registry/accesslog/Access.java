package assay.registry.accesslog;

import assay.chain.Address;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.time.Instant;

/**
 * One answer of a mailbox to a grantee who asked for the key of a version.
 *
 * @param time of the platform's clock, in whole seconds; no contract stands for it
 * @param version what the key opens
 * @param grantee who asked, signed in
 * @param purpose what the grant lets him read it for
 * @param grant the grant he asked under
 * @param outcome whether he got the key, and if not, why
 */
public record Access(
    Instant time,
    VersionId version,
    Address grantee,
    Purpose purpose,
    GrantId grant,
    Outcome outcome) {

  public Access {
    if (time.getNano() != 0 || time.getEpochSecond() < 0) {
      throw new IllegalArgumentException(
          time + " is no time of an access: whole seconds from 1970 on.");
    }
  }

  /** The same at another time. */
  Access at(Instant other) {
    return new Access(other, version, grantee, purpose, grant, outcome);
  }
}
