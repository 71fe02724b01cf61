package assay.web.limit;

import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** An account, or a network address without one, asks more often than it may. */
public final class TooOftenException extends RegistryException {

  private final Duration wait;

  /**
   * @param wait until the next is answered
   */
  public TooOftenException(Duration wait) {
    super("Too many requests came in too short a time; wait as long as Retry-After says.");
    this.wait = wait;
  }

  @Override
  public String code() {
    return "rate-limited";
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(wait);
  }
}
