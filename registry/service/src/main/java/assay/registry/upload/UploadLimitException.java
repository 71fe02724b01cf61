package assay.registry.upload;

import assay.chain.Address;
import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** An account has brought as much content today as it may. */
public final class UploadLimitException extends RegistryException {

  private final Duration untilTomorrow;

  public UploadLimitException(Address account, long limit, Duration untilTomorrow) {
    super(
        "%s may bring %d bytes a day and has; go on tomorrow, or store the content on a node of your own."
            .formatted(account, limit));
    this.untilTomorrow = untilTomorrow;
  }

  @Override
  public String code() {
    return "upload-limit";
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(untilTomorrow);
  }
}
