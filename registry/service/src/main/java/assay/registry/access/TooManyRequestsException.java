package assay.registry.access;

import assay.chain.Address;
import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** An account has as many access requests open as it may have. */
public final class TooManyRequestsException extends RegistryException {

  private final Duration untilRoom;

  /**
   * @param untilRoom until as many are closed that one more may be open, unless they are renewed
   */
  public TooManyRequestsException(Address grantee, Duration untilRoom) {
    super(
        "%s has %d access requests open, which is the limit; each closes after %d days."
            .formatted(grantee, AccessRequests.MAX_PER_GRANTEE, AccessRequests.OPEN_FOR.toDays()));
    this.untilRoom = untilRoom;
  }

  @Override
  public String code() {
    return "too-many-requests";
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(untilRoom);
  }
}
