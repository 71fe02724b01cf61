package assay.web.limit;

import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** As many exports are written at once as may be. */
public final class TooManyExportsException extends RegistryException {

  private final Duration lookAgain;

  private TooManyExportsException(String message, Duration lookAgain) {
    super(message);
    this.lookAgain = lookAgain;
  }

  /**
   * Whoever asks has too many himself.
   *
   * @param lookAgain when one may have ended
   */
  public static TooManyExportsException ofOne(Duration lookAgain) {
    return new TooManyExportsException(
        "%d exports of yours are still being sent, which is the limit; read or close one first."
            .formatted(RunningExports.MOST_OF_ONE),
        lookAgain);
  }

  static TooManyExportsException ofAll(Duration lookAgain) {
    return new TooManyExportsException(
        "As many exports are being sent here as may be; wait until one has ended.", lookAgain);
  }

  @Override
  public String code() {
    return "too-many-exports";
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(lookAgain);
  }
}
