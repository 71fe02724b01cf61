package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a browser over the Chrome DevTools Protocol, one question at a time per thread. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final StringBuilder heard = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI address) throws IOException {
    socket =
        answer(
            "the connection",
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this));
  }

  /**
   * The answer's result.
   *
   * @param session of a tab; empty for the browser itself
   */
  JsonNode ask(String method, ObjectNode parameters, String session) throws IOException {
    int id = last.incrementAndGet();
    ObjectNode question =
        JSON.createObjectNode().put("id", id).put("method", method).set("params", parameters);
    if (!session.isEmpty()) {
      question.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answered = new CompletableFuture<>();
    open.put(id, answered);
    answer("sending " + method, socket.sendText(question.toString(), true));
    JsonNode answer = answer(method, answered);
    assertThat(answer.has("error")).as(method + ": " + answer).isFalse();
    return answer.get("result");
  }

  private static <T> T answer(String what, CompletableFuture<T> awaited) throws IOException {
    try {
      return awaited.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The browser did not answer " + what + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + what + ".", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    heard.append(part);
    if (isLast) {
      hear(heard.toString());
      heard.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void hear(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<JsonNode> asked = open.remove(message.path("id").asInt(-1));
      if (asked != null) {
        asked.complete(message);
      }
    } catch (IOException e) {
      open.values().forEach(asked -> asked.completeExceptionally(e));
    }
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    open.values().forEach(asked -> asked.completeExceptionally(failure));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
