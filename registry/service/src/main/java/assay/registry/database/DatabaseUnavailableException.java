package assay.registry.database;

import assay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;

/** PostgreSQL does not answer or its schema cannot be brought up to date. */
public final class DatabaseUnavailableException extends RegistryException {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  DatabaseUnavailableException(String problem) {
    super(words(problem));
  }

  public DatabaseUnavailableException(String problem, Throwable cause) {
    super(words(problem), cause);
  }

  private static String words(String problem) {
    return "The database is not available: " + problem + ".";
  }

  @Override
  public String code() {
    return "database-unavailable";
  }

  /** A guess: it comes back when its operator brings it back. */
  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(LOOK_AGAIN);
  }
}
