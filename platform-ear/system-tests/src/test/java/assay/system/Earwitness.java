package assay.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Listens to live events from the first on, and again from the last that it heard whenever the
 * connection breaks, as browsers do.
 */
final class Earwitness implements Runnable {

  private static final String ID = "id: ";

  private final URI platform;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> heard = new ArrayList<>();
  private int connections;

  Earwitness(URI platform) {
    this.platform = platform;
  }

  /** Ids of the events, in the order in which they came. */
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** How often it had to begin to listen. */
  synchronized int connections() {
    return connections;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        listen();
      } catch (IOException | UncheckedIOException e) {
        // The connection broke: again, from where it was.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void listen() throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        http.send(
            HttpRequest.newBuilder(platform.resolve("/api/v1/events"))
                .header("Last-Event-ID", last())
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    synchronized (this) {
      connections++;
    }
    try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        Stream<String> all = lines.lines()) {
      all.filter(line -> line.startsWith(ID)).forEach(this::hear);
    }
  }

  private synchronized String last() {
    return heard.isEmpty() ? "0-0" : heard.get(heard.size() - 1);
  }

  private synchronized void hear(String line) {
    heard.add(line.substring(ID.length()));
  }
}
