package assay.agent.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** One way to give a whole file to any store with a Kubo RPC: the same request to each. */
final class RpcAdd {

  private static final String QUERY =
      "/api/v0/add?cid-version=1&raw-leaves=true&chunker=size-1048576&max-file-links=1024&pin=false";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Adds the file. Its identifier is not compared: js-ipfs takes no width for its trees.
   *
   * @param boundary what does not occur in the file
   * @throws IOException if the store does not take it
   */
  void add(URI store, Path file, String boundary) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head.formatted(boundary)),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
    HttpRequest request =
        HttpRequest.newBuilder(store.resolve(QUERY))
            .timeout(PATIENCE)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new IOException(store + " does not take the file: " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The measurement was interrupted; begin it again.");
    }
  }
}
