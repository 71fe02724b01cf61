package assay.web.webhook;

import assay.registry.index.FinalEvent;
import assay.web.live.EventId;
import assay.web.live.LiveEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts an event to an address within its reach. Follows no redirect, reads no answer, waits ten
 * seconds at the most. Thread-safe.
 */
final class Courier implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient http;
  private final Clock clock;

  Courier(Reach reach, Clock clock) {
    this(new GuardedSockets(reach::allows), Dns.SYSTEM, clock);
  }

  /**
   * The same.
   *
   * @param names says which addresses a host's name has
   */
  Courier(GuardedSockets sockets, Dns names, Clock clock) {
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(sockets)
            .dns(names)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .callTimeout(PATIENCE)
            .build();
  }

  /** What is posted: the event as live listeners get it, with its id and name. */
  private record Body(String id, String name, LiveEvent event) {}

  /**
   * Posts the event.
   *
   * @return why it did not arrive; none if the receiver said that it did (2xx)
   */
  Optional<String> send(URI url, String secret, FinalEvent found) {
    String body = body(found);
    Request request =
        new Request.Builder()
            .url(url.toString())
            .header("User-Agent", "Assay")
            .header(WebhookSignature.HEADER, WebhookSignature.of(secret, clock.instant(), body))
            .post(RequestBody.create(body, JSON_TYPE))
            .build();
    try (Response answer = http.newCall(request).execute()) {
      return answer.isSuccessful()
          ? Optional.empty()
          : Optional.of("it answered %d".formatted(answer.code()));
    } catch (IOException e) {
      return Optional.of(problem(e));
    }
  }

  /** In few words of ours: a message may name what only the operator should know. */
  private static String problem(IOException failure) {
    return failure instanceof GuardedSockets.OutOfReachException
        ? String.valueOf(failure.getMessage())
        : "it did not answer (%s)".formatted(failure.getClass().getSimpleName());
  }

  private static String body(FinalEvent found) {
    try {
      return JSON.writeValueAsString(
          new Body(
              EventId.of(found.event().position()).toString(),
              found.event().name(),
              LiveEvent.of(found)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event's plain values became unwritable JSON.", e);
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
