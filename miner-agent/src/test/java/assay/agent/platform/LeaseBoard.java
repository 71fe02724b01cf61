package assay.agent.platform;

import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A platform's jobs for one member, who is told what he holds as long as nobody takes it. */
public final class LeaseBoard {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "0x" + "12".repeat(20);

  private final Deque<BountyId> open = new ArrayDeque<>();
  private final Set<BountyId> held = new LinkedHashSet<>();
  private final List<String> calls = new ArrayList<>();
  private boolean isTogether;
  private boolean isForOthers;

  public LeaseBoard(Mailbox mailbox) {
    mailbox.serve("/api/v1/pool-jobs", this::answer);
    mailbox.serve("/api/v1/pool-crews", this::answer);
  }

  /** From now on several have a lease on each. */
  public void handOutTogether() {
    isTogether = true;
  }

  /** From now on the operator names others. */
  public void nameOthers() {
    isForOthers = true;
  }

  public void offer(BountyId bounty) {
    open.add(bounty);
  }

  public void give(BountyId bounty) {
    held.add(bounty);
  }

  public void take(BountyId bounty) {
    held.remove(bounty);
  }

  /** The last words of the paths that were called since the last look. */
  public List<String> calls() {
    List<String> since = List.copyOf(calls);
    calls.clear();
    return since;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String word = path.substring(path.lastIndexOf('/') + 1);
    calls.add(word);
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    switch (word) {
      case "leases" -> send(exchange, 200, leases(held));
      case "claims" -> claim(exchange);
      case "renewals" -> renew(exchange, bounty(body));
      default -> send(exchange, 200, "");
    }
  }

  private void claim(HttpExchange exchange) throws IOException {
    if (isForOthers) {
      refuse(exchange, 403, "not-named");
    } else {
      send(exchange, 200, leases(claimed()));
    }
  }

  private List<BountyId> claimed() {
    if (open.isEmpty()) {
      return List.of();
    }
    held.add(open.getFirst());
    return List.of(open.removeFirst());
  }

  private void renew(HttpExchange exchange, BountyId bounty) throws IOException {
    if (held.contains(bounty)) {
      send(exchange, 200, lease(bounty).toString());
    } else {
      refuse(exchange, 409, "lease-lost");
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    send(
        exchange,
        status,
        """
        {"type": "urn:assay:problem:%s", "title": "Refused", "status": %d, "detail": "Refused."}
        """
            .formatted(code, status));
  }

  private static BountyId bounty(JsonNode body) {
    return new BountyId(new Bytes32(body.path("bounty").asText()));
  }

  private String leases(Collection<BountyId> bounties) {
    return bounties.stream().map(this::lease).toList().toString();
  }

  private ObjectNode lease(BountyId bounty) {
    return JSON.createObjectNode()
        .put("bounty", bounty.value().hex())
        .put("pool", ADDRESS)
        .put("holder", ADDRESS)
        .put("expiresAt", "1970-01-01T00:00:01Z")
        .put("together", isTogether);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
