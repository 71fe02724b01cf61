package assay.local.operator;

import assay.registry.database.Database;
import assay.registry.database.DatabaseSettings;
import assay.registry.database.DatabaseUnavailableException;
import assay.registry.settings.PlatformSetting;
import assay.registry.settings.SettingSources;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database that a platform's settings name. */
final class DatabaseOption {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The settings file (default: ASSAY_SETTINGS_FILE).")
  private @Nullable Path file;

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "A setting that counts before environment and file.")
  private @Nullable Map<String, String> flags;

  /** What is done on a database; tells the exit code. */
  @FunctionalInterface
  interface Work {
    int on(Database database) throws IOException;
  }

  /**
   * Does it on the database.
   *
   * @throws DatabaseUnavailableException that says which database it is and what to look at
   */
  int apply(Work work) throws IOException {
    try (Database database = open()) {
      return work.on(database);
    } catch (DatabaseUnavailableException e) {
      throw refusal(e).map(reason -> unavailable(reason, e)).orElse(e);
    }
  }

  /** What PostgreSQL or its driver said; nothing if it was not asked. */
  private static Optional<String> refusal(DatabaseUnavailableException failure) {
    return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .reduce((outer, inner) -> inner)
        .flatMap(cause -> String.valueOf(cause.getMessage()).lines().findFirst());
  }

  private DatabaseUnavailableException unavailable(String reason, Throwable cause) {
    return new DatabaseUnavailableException(
        "%s as %s said '%s'; check that PostgreSQL runs there, and assay.db.url, assay.db.user and assay.db.password.file"
            .formatted(this, settings().require(PlatformSetting.DB_USER), reason),
        cause);
  }

  private Database open() {
    SettingSources settings = settings();
    return new Database(
        new DatabaseSettings(
            settings.require(PlatformSetting.DB_URL),
            settings.require(PlatformSetting.DB_USER),
            Path.of(settings.require(PlatformSetting.DB_PASSWORD_FILE))));
  }

  private SettingSources settings() {
    return SettingSources.of(
        flags == null ? Map.of() : flags, Optional.ofNullable(file), System.getenv());
  }

  /** Where it is, without anything secret. */
  @Override
  public String toString() {
    return PlatformSetting.DB_URL.shown(settings().require(PlatformSetting.DB_URL));
  }
}
