package assay.registry.content;

import assay.registry.RegistryException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of the Kubo RPC: a POST whose whole answer must come within the timeout and the size
 * limit. Source: the Kubo RPC API v0.
 */
final class KuboRpc {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_ANSWER = BlockStore.MAX_BLOCK_BYTES;

  private final HttpClient client;
  private final URI api;
  private final Duration timeout;

  KuboRpc(URI api, Duration timeout) {
    this.api = api;
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What the store answered: a status and at most a block's worth of bytes. */
  static final class Answer {

    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    boolean isOk() {
      return status == 200;
    }

    /** The words of an error answer, or its beginning where it is not the JSON Kubo sends. */
    String message() {
      String text = new String(body, StandardCharsets.UTF_8);
      try {
        return JSON.readTree(text).path("Message").asText(text);
      } catch (JsonProcessingException e) {
        // A proxy's page, say: its own words are the best there is.
        return text.substring(0, Math.min(text.length(), 200));
      }
    }
  }

  Answer call(String command) {
    return call(command, request(command, BodyPublishers.noBody()).build());
  }

  Answer upload(String command, Cid name, byte[] block) {
    // The content's own hash cannot stand inside the content, so it makes a safe boundary.
    String boundary = "assay-" + name.text();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"data\"; filename=\"block\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.ofByteArrays(
            List.of(
                head.formatted(boundary).getBytes(StandardCharsets.US_ASCII),
                block,
                "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII)));
    return call(
        command,
        request(command, body)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .build());
  }

  JsonNode json(Answer answer) {
    if (!answer.isOk()) {
      throw refused(answer);
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new StoreRefusedException(
          this + " did not answer in JSON; check that it is an IPFS node's RPC address.", e);
    }
  }

  StoreRefusedException refused(Answer answer) {
    return new StoreRefusedException(
        this + " answered with status " + answer.status() + ": " + answer.message());
  }

  private HttpRequest.Builder request(String command, BodyPublisher body) {
    return HttpRequest.newBuilder(api.resolve("/api/v0/" + command)).timeout(timeout).POST(body);
  }

  private Answer call(String command, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, head -> new LimitedBody(LARGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw tooSlow(command, e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(command, "was not waited for: the thread was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RegistryException ours) {
        throw ours;
      }
      if (e.getCause() instanceof HttpTimeoutException) {
        throw tooSlow(command, e);
      }
      throw unavailable(command, "cannot be reached (" + e.getCause() + ")", e);
    }
  }

  private StoreUnavailableException tooSlow(String command, Exception cause) {
    return unavailable(command, "did not answer within " + timeout.toMillis() + " ms", cause);
  }

  private StoreUnavailableException unavailable(String command, String what, Exception cause) {
    String name = command.replaceFirst("\\?.*", "");
    return new StoreUnavailableException(
        this + " " + what + " at '" + name + "'; check that it runs and try again.", cause);
  }

  @Override
  public String toString() {
    return "The content store at " + api;
  }
}
