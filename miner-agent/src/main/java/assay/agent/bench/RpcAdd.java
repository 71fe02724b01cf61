package assay.agent.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One way to give a whole file to any store with a Kubo RPC: the same request to each, by a client
 * that leaves the processor to the store.
 */
final class RpcAdd {

  private static final String QUERY =
      "/api/v0/add?cid-version=1&raw-leaves=true&chunker=size-1048576&max-file-links=1024&pin=false";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int STEP = 1 << 20;

  /**
   * Adds the file. Its identifier is not compared: js-ipfs takes no width for its trees.
   *
   * @param boundary what does not occur in the file
   * @throws IOException if the store does not take it
   */
  void add(URI store, Path file, String boundary) throws IOException {
    byte[] head =
        ascii(
            "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(boundary));
    byte[] tail = ascii("\r\n--%s--\r\n".formatted(boundary));
    HttpURLConnection request = (HttpURLConnection) store.resolve(QUERY).toURL().openConnection();
    request.setRequestMethod("POST");
    request.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + boundary);
    request.setFixedLengthStreamingMode(head.length + Files.size(file) + tail.length);
    request.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
    request.setDoOutput(true);
    try (OutputStream out = request.getOutputStream()) {
      out.write(head);
      copy(file, out);
      out.write(tail);
    }
    if (request.getResponseCode() != 200) {
      throw new IOException(store + " does not take the file: " + request.getResponseMessage());
    }
  }

  private static void copy(Path file, OutputStream out) throws IOException {
    byte[] buffer = new byte[STEP];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
