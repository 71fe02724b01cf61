package assay.training;

import java.time.Duration;
import java.util.Optional;

/**
 * The parent of everything this module refuses. Each leaf is named for what went wrong; {@link
 * #code()} is stable across releases and becomes the problem type that an API reports.
 */
public abstract class TrainingException extends RuntimeException {

  private final String code;

  protected TrainingException(String code, String message) {
    super(message);
    this.code = code;
  }

  protected TrainingException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable word such as {@code model-spec-unknown-layer}, for machines. */
  public final String code() {
    return code;
  }

  /** After how long the same might be accepted; none where time alone does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }
}
