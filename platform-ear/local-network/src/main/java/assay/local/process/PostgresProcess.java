package assay.local.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL from packaged binaries, with its data under one folder, bound to 127.0.0.1. */
public final class PostgresProcess implements AutoCloseable {

  /** The role the platform connects as. */
  public static final String USER = "postgres";

  private static final Duration START = Duration.ofSeconds(30);

  private final EmbeddedPostgres postgres;

  private PostgresProcess(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts the server on the data in the folder, or makes new data. */
  public static PostgresProcess start(Path folder, int port) {
    try {
      Files.createDirectories(folder);
      return new PostgresProcess(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(START)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start());
    } catch (IOException e) {
      throw new LocalNetworkException(
          "PostgreSQL could not be started in %s: %s.".formatted(folder, e.getMessage()), e);
    }
  }

  /** JDBC address of its database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new LocalNetworkException("PostgreSQL could not be stopped.", e);
    }
  }
}
