package assay.registry.access;

import assay.chain.Address;
import assay.registry.RegistryException;

/** An account has as many access requests open as it may have. */
public final class TooManyRequestsException extends RegistryException {

  public TooManyRequestsException(Address grantee, int open) {
    super(
        "%s has %d access requests open, which is the limit; the oldest close after %d days."
            .formatted(grantee, open, AccessRequests.OPEN_FOR.toDays()));
  }

  @Override
  public String code() {
    return "too-many-requests";
  }
}
