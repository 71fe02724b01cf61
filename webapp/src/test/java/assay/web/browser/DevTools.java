package assay.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a browser over the Chrome DevTools Protocol, one question at a time per thread, and hears
 * what its pages and workers tell of the network.
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOCKED =
      "/issue/details/contentSecurityPolicyIssueDetails/blockedURL";

  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> requested = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<JsonNode>> orders = new CopyOnWriteArrayList<>();
  private final StringBuilder heard = new StringBuilder();
  private final WebSocket socket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

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
    JsonNode answer = answer(method, tell(method, parameters, session));
    assertThat(answer.has("error")).as(method + ": " + answer).isFalse();
    return answer.get("result");
  }

  /** Hears of every request of a tab and its workers from now on, and of theirs. */
  void watch(String session) throws IOException {
    for (CompletableFuture<JsonNode> told : tellToWatch(session)) {
      answer("the order to watch", told);
    }
  }

  private List<CompletableFuture<JsonNode>> tellToWatch(String session) {
    ObjectNode nothingKept =
        JSON.createObjectNode().put("maxTotalBufferSize", 0).put("maxResourceBufferSize", 0);
    ObjectNode itsWorkers =
        JSON.createObjectNode()
            .put("autoAttach", true)
            .put("waitForDebuggerOnStart", true)
            .put("flatten", true);
    return List.of(
        tell("Network.enable", nothingKept, session),
        // The policy's issues: of what it blocks the network never hears.
        tell("Audits.enable", JSON.createObjectNode(), session),
        tell("Target.setAutoAttach", itsWorkers, session));
  }

  /** The addresses that pages and workers asked for, allowed or not, since they are watched. */
  List<String> requested() {
    assertThat(orders.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
        .noneMatch(answer -> answer.has("error"));
    return List.copyOf(requested);
  }

  private CompletableFuture<JsonNode> tell(String method, ObjectNode parameters, String session) {
    int id = last.incrementAndGet();
    ObjectNode question =
        JSON.createObjectNode().put("id", id).put("method", method).set("params", parameters);
    if (!session.isEmpty()) {
      question.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answered = new CompletableFuture<>();
    open.put(id, answered);
    send(question.toString());
    return answered;
  }

  /** One text after the other, whoever sends them: a socket takes no second one meanwhile. */
  private synchronized void send(String text) {
    sent =
        sent.thenCompose(before -> socket.sendText(text, true))
            .whenComplete((done, failure) -> failUnlessSent(failure));
  }

  private void failUnlessSent(@Nullable Throwable failure) {
    if (failure != null) {
      open.values().forEach(asked -> asked.completeExceptionally(failure));
    }
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
      } else {
        note(message.path("method").asText(), message.path("params"));
      }
    } catch (IOException e) {
      open.values().forEach(asked -> asked.completeExceptionally(e));
    }
  }

  private void note(String event, JsonNode told) {
    switch (event) {
      case "Network.requestWillBeSent" -> requested.add(told.at("/request/url").asText());
      case "Network.webSocketCreated" -> requested.add(told.path("url").asText());
      case "Audits.issueAdded" -> noteBlocked(told.at(BLOCKED).asText());
      case "Target.attachedToTarget" -> watchWaiting(told);
      default -> {}
    }
  }

  /** What is wrong within a page itself has no address. */
  private void noteBlocked(String address) {
    if (!address.isEmpty()) {
      requested.add(address);
    }
  }

  /** A worker waits for this before its first line; the browser's own words wait for nobody. */
  private void watchWaiting(JsonNode attached) {
    if (attached.path("waitingForDebugger").asBoolean()) {
      String session = attached.path("sessionId").asText();
      orders.addAll(tellToWatch(session));
      orders.add(tell("Runtime.runIfWaitingForDebugger", JSON.createObjectNode(), session));
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
