package assay.registry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parent of everything the registry refuses or fails at. Each kind has a stable {@link #code()}
 * that programs may depend on; the message says what happened, to which thing, and what to do.
 */
public abstract class RegistryException extends RuntimeException {

  protected RegistryException(String message) {
    super(message);
  }

  protected RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * A stable, lower-case, hyphenated name of the kind of failure, such as {@code grant-expired}.
   */
  public abstract String code();

  /** After how long the same might be accepted; none where time alone does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }
}
