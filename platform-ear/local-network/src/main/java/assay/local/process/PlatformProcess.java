package assay.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Payara Micro with the platform's WAR, bound to 127.0.0.1, as a JVM of its own. */
public final class PlatformProcess implements AutoCloseable {

  /** A machine with much other work needs minutes; a server that gave up is not waited for. */
  private static final Duration START = Duration.ofMinutes(5);

  private static final long POLL_MILLIS = 250;
  private static final int OK = 200;

  /** The server's last line, whether or not the web application was deployed. */
  private static final String BOOTED = " ready in ";

  /** One of the application's own checks; a server without the application has none. */
  private static final String OWN_CHECK = "indexer";

  private static final String LISTEN_ON_LOOPBACK =
      "set configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener.address=127.0.0.1\n";

  private final ChildProcess process;
  private final URI address;
  private final AtomicBoolean isBooted;

  private PlatformProcess(ChildProcess process, URI address, AtomicBoolean isBooted) {
    this.process = process;
    this.address = address;
    this.isBooted = isBooted;
  }

  /**
   * Starts the server; {@link #waitUntilReady} tells when it answers.
   *
   * @param folder for its temporary files and log
   * @param settings environment variables {@code ASSAY_...}
   */
  public static PlatformProcess start(
      Installation installation, Path folder, int port, Map<String, String> settings) {
    try {
      Path temporary = Files.createDirectories(folder.resolve("payara"));
      Path commands = Files.writeString(folder.resolve("payara.commands"), LISTEN_ON_LOOPBACK);
      List<String> command =
          List.of(
              JavaCommand.java(),
              "-Xmx384m",
              "-XX:+UseSerialGC",
              JavaCommand.QUICK_START,
              "-Djava.io.tmpdir=" + temporary,
              "-jar",
              installation.payaraMicro().toString(),
              "--nohazelcast",
              "--prebootcommandfile",
              commands.toString(),
              "--port",
              String.valueOf(port),
              "--contextroot",
              "/",
              "--deploy",
              installation.war().toString());
      AtomicBoolean isBooted = new AtomicBoolean();
      ChildProcess process =
          ChildProcess.start(
              "platform",
              folder.resolve("logs/platform.log"),
              command,
              settings,
              line -> isBooted.compareAndSet(false, line.contains(BOOTED)));
      return new PlatformProcess(process, URI.create("http://127.0.0.1:" + port), isBooted);
    } catch (IOException e) {
      throw new LocalNetworkException("The platform's folder cannot be written.", e);
    }
  }

  /** Where the portal and the API are. */
  public URI address() {
    return address;
  }

  public ChildProcess process() {
    return process;
  }

  /**
   * Waits until the platform says that it is ready.
   *
   * @throws LocalNetworkException if it ended, runs without the web application, which it refused
   *     to deploy, or is not ready after five minutes
   */
  public void waitUntilReady() {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (!isReady(http, ready)) {
        process.requireAlive();
        if (System.nanoTime() > deadline) {
          throw new LocalNetworkException(
              "The platform was not ready within %d s; its log tells why."
                  .formatted(START.toSeconds()));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalNetworkException("Stopped while the platform was starting.", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
    boolean wasBooted = isBooted.get();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      boolean isDeployed = answer.body().contains(OWN_CHECK);
      if (wasBooted && !isDeployed) {
        throw new LocalNetworkException("The platform refused to start; its log tells why.");
      }
      return isDeployed && answer.statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
