package assay.agent.care;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The programs that are run around training, such as one that stops another use of the GPUs.
 *
 * @param before the first training begins
 * @param after the last one ended
 * @param patience the longest each may take
 */
public record Hooks(Optional<Path> before, Optional<Path> after, Duration patience) {

  /** Nothing is run. */
  public static final Hooks NONE =
      new Hooks(Optional.empty(), Optional.empty(), Duration.ofMinutes(1));
}
