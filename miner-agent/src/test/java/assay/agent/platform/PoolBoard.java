package assay.agent.platform;

import assay.chain.Address;
import assay.training.pool.Need;
import assay.training.pool.Question;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps and hands out what is said of pools, as it is: readers have to check it. */
public final class PoolBoard {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> pools = new LinkedHashMap<>();
  private final Map<String, JsonNode> rigs = new LinkedHashMap<>();
  private final List<JsonNode> questions = new ArrayList<>();
  private final List<JsonNode> offers = new ArrayList<>();

  public PoolBoard(Mailbox mailbox) {
    mailbox.serve("/api/v1/pools", exchange -> documents(exchange, pools, "operator"));
    mailbox.serve("/api/v1/rigs", exchange -> documents(exchange, rigs, "rig"));
    mailbox.serve("/api/v1/pool-questions", this::questions);
  }

  /** Replaces whatever was said under that address. */
  public void forge(String address, JsonNode pool) {
    pools.put(address.toLowerCase(Locale.ROOT), pool);
  }

  public JsonNode pool(String address) {
    return pools.get(address.toLowerCase(Locale.ROOT));
  }

  /** Loses every inventory. */
  public void loseRigs() {
    rigs.clear();
  }

  /** Everybody asks in one name, and one second. */
  private void questions(HttpExchange exchange) throws IOException {
    boolean isOffers = exchange.getRequestURI().getPath().endsWith("/offers");
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, JSON.valueToTree(isOffers ? offers : questions).toString());
    } else if (isOffers) {
      offers.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
      send(exchange, 201, "");
    } else {
      Question question = question(exchange);
      ObjectNode kept =
          JSON.createObjectNode()
              .put("id", question.id().hex())
              .put("asker", question.asker().hex())
              .put("askedAt", question.askedAt().toString());
      kept.set("need", JSON.valueToTree(question.need()));
      questions.add(kept);
      send(exchange, 201, kept.toString());
    }
  }

  private static Question question(HttpExchange exchange) throws IOException {
    Need need = JSON.readValue(exchange.getRequestBody().readAllBytes(), Need.class);
    return new Question(new Address("0x" + "12".repeat(20)), need, Instant.ofEpochSecond(1));
  }

  private static void documents(HttpExchange exchange, Map<String, JsonNode> kept, String key)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode said = JSON.readTree(exchange.getRequestBody().readAllBytes());
      kept.put(said.path(key).asText().toLowerCase(Locale.ROOT), said);
      send(exchange, 201, "");
    } else if (!name.startsWith("0x")) {
      send(exchange, 200, page(exchange, List.copyOf(kept.values())).toString());
    } else if (kept.containsKey(name)) {
      send(exchange, 200, kept.get(name).toString());
    } else {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      send(
          exchange,
          404,
          """
          {"type": "urn:assay:problem:not-found", "title": "Not Found", "status": 404, "detail": "None."}
          """);
    }
  }

  /** One document a page, so that whoever wants all has to turn pages. */
  private static ObjectNode page(HttpExchange exchange, List<JsonNode> kept) {
    String query = exchange.getRequestURI().getQuery();
    int at = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=", "")) : 0;
    ObjectNode page = JSON.createObjectNode();
    page.putArray("items").addAll(kept.subList(at, Math.min(at + 1, kept.size())));
    return at + 1 < kept.size() ? page.put("next", String.valueOf(at + 1)) : page;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
