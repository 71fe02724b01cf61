package assay.registry.mailbox;

import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** The rule of an envelope's kind forbids posting or releasing it now; the code says why. */
public final class EnvelopeForbiddenException extends RegistryException {

  private final String code;
  private final Optional<Duration> retryAfter;

  public EnvelopeForbiddenException(String code, String message) {
    super(message);
    this.code = code;
    this.retryAfter = Optional.empty();
  }

  /**
   * @param retryAfter until the same may be accepted
   */
  public EnvelopeForbiddenException(String code, String message, Duration retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = Optional.of(retryAfter);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
