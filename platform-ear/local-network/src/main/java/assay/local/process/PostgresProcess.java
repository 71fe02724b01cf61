package assay.local.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL from packaged binaries, with its data under one folder, bound to 127.0.0.1. What it
 * has confirmed outlives it, if not the machine (its {@code fsync} is off).
 */
public final class PostgresProcess implements AutoCloseable {

  /** The role the platform connects as. */
  public static final String USER = "postgres";

  private static final Duration START = Duration.ofSeconds(30);

  private final EmbeddedPostgres postgres;
  private final Path data;

  private PostgresProcess(EmbeddedPostgres postgres, Path data) {
    this.postgres = postgres;
    this.data = data;
  }

  /** Starts the server on the data in the folder, or makes new data. */
  public static PostgresProcess start(Path folder, int port) {
    try {
      Files.createDirectories(folder);
      Path data = folder.resolve("data");
      return new PostgresProcess(
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(START)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("synchronous_commit", "on")
              .start(),
          data);
    } catch (IOException e) {
      throw new LocalNetworkException(
          "PostgreSQL could not be started in %s: %s.".formatted(folder, e.getMessage()), e);
    }
  }

  /** JDBC address of its database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  /** Ends all its processes at once, as a power cut would. */
  public void kill() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      List<ProcessHandle> all =
          Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
    } catch (IOException e) {
      throw new LocalNetworkException("PostgreSQL's process is not known: %s.".formatted(data), e);
    }
    close();
  }

  /** Ends it in order; one that is dead already leaves only its lock to give back. */
  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new LocalNetworkException("PostgreSQL could not be stopped.", e);
    }
  }
}
