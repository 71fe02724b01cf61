package assay.agent.platform;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogFormat;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A platform that signs everybody in, hands out whatever was left, and keeps one access log. */
public final class Mailbox implements AutoCloseable {

  /** As a platform answers whoever signed in. */
  static final String TOKEN =
      """
      {"token": "welcome", "account": "0x1212121212121212121212121212121212121212",
       "expiresAt": "2026-05-04T12:15:00Z", "refreshToken": "again",
       "refreshExpiresAt": "2026-05-05T00:00:00Z"}
      """;

  private static final String NOON = "2026-05-04T12:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> deliveries = new ArrayList<>();
  private final List<ObjectNode> requests = new ArrayList<>();
  private final List<JsonNode> answers = new ArrayList<>();
  private final List<JsonNode> replies = new ArrayList<>();
  private Address poster = Address.ZERO;
  private Optional<AccessLog> log = Optional.empty();

  public Mailbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String site = address().getAuthority();
    answer(
        "/api/v1/auth/nonce",
        () ->
            """
            {"domain": "%s", "uri": "http://%s", "chainId": 1, "nonce": "0123456789abcdef"}
            """
                .formatted(site, site));
    answer("/api/v1/auth/token", () -> TOKEN);
    server.createContext("/api/v1/envelopes", this::envelopes);
    server.createContext("/api/v1/access-requests", this::requests);
    answer("/api/v1/access-requests/mine", () -> JSON.valueToTree(replies).toString());
    server.createContext("/api/v1/access-requests/answers", this::answers);
    server.createContext("/api/v1/datasets", this::datasets);
    server.start();
  }

  /** Lets somebody else answer what begins with that path. */
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void leave(Address sender, byte[] content) {
    deliveries.add(
        """
        {"kind": "version-key", "subject": "%s", "sender": "%s", "addressee": "%s", "content": "%s"}
        """
            .formatted(
                Bytes32.ZERO, sender, Address.ZERO, Base64.getEncoder().encodeToString(content)));
  }

  /** Whose the envelopes and requests posted from now on are. */
  public void signIn(Address account) {
    poster = account;
  }

  /** Somebody asks the owner who reads this inbox. */
  public void ask(VersionId version, Address grantee, Purpose purpose, String reason) {
    requests.add(
        JSON.createObjectNode()
            .put("asset", version.dataset().value().hex())
            .put("version", version.number())
            .put("grantee", grantee.hex())
            .put("purpose", purpose.code())
            .put("bounty", Bytes32.keccak256(reason).hex())
            .put("reason", reason)
            .put("requestedAt", NOON));
  }

  /** Forgets envelopes and requests. */
  public void loseEverything() {
    deliveries.clear();
    requests.clear();
  }

  /** What was said to those who asked, oldest first; what is answered leaves the inbox. */
  public List<JsonNode> answers() {
    return List.copyOf(answers);
  }

  private void requests(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      ObjectNode asked = (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
      requests.add(asked.put("grantee", poster.hex()).put("requestedAt", NOON));
    }
    send(exchange, JSON.valueToTree(requests).toString());
  }

  private void answers(HttpExchange exchange) throws IOException {
    ObjectNode said = (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
    requests.removeIf(
        request ->
            request.path("grantee").equals(said.path("grantee"))
                && request.path("bounty").equals(said.path("bounty")));
    answers.add(said.deepCopy());
    replies.add(
        JSON.createObjectNode()
            .put("answer", said.path("granted").asBoolean() ? "GRANTED" : "DENIED")
            .put("because", said.path("because").asText())
            .set("request", said.put("reason", "").put("requestedAt", NOON)));
    send(exchange, "");
  }

  /** What it says from now on of who got keys. */
  public void keep(AccessLog kept) {
    log = Optional.of(kept);
  }

  /** Two entries at once, as a platform with a longer log answers. */
  private void datasets(HttpExchange exchange) throws IOException {
    if (log.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int from = Integer.parseInt(exchange.getRequestURI().getQuery().replace("from=", ""));
    List<AccessEntry> entries = log.get().entries();
    int until = Math.min(entries.size(), from + 2);
    AccessLog page =
        new AccessLog(
            log.get().dataset(), entries.subList(Math.min(from, until), until), List.of());
    send(exchange, new String(LogFormat.JSON.write(page), StandardCharsets.UTF_8));
  }

  private void envelopes(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode posted = JSON.readTree(exchange.getRequestBody().readAllBytes());
      leave(poster, Base64.getDecoder().decode(posted.path("content").asText()));
    }
    send(exchange, "[" + String.join(",", deliveries) + "]");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private interface Body {
    String text();
  }

  private void answer(String path, Body body) {
    server.createContext(path, exchange -> send(exchange, body.text()));
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
