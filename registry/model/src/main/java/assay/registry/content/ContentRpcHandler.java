package assay.registry.content;

import assay.registry.RegistryException;
import assay.registry.content.Cid.Codec;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the Kubo RPC's calls from a block store, in Kubo's words. */
final class ContentRpcHandler implements HttpHandler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/api/v0/";
  private static final String VERSION = "assay-content-store/1";

  private final BlockStore blocks;
  private final DagContentStore content;

  ContentRpcHandler(BlockStore blocks) {
    this.blocks = blocks;
    content = new DagContentStore(blocks);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Refusal> refusal = refusal(exchange);
    if (refusal.isPresent()) {
      error(exchange, refusal.get().status(), refusal.get().reason());
    } else {
      answerOrExplain(exchange);
    }
    // Not in a finally: a handler that throws cuts the connection, and closing would look complete.
    exchange.close();
  }

  private void answerOrExplain(HttpExchange exchange) throws IOException {
    try {
      answer(exchange, new RpcQuery(exchange.getRequestURI()));
    } catch (ContentMissingException e) {
      error(exchange, 500, "block was not found locally (offline): ipld: could not find it");
    } catch (RegistryException | IllegalArgumentException e) {
      error(exchange, 500, String.valueOf(e.getMessage()));
    }
  }

  private record Refusal(int status, String reason) {}

  /**
   * As Kubo does: only POST, and never for a page in a browser, whichever name it reached us by.
   */
  private static Optional<Refusal> refusal(HttpExchange exchange) {
    if (exchange.getRequestHeaders().containsKey("Origin") || !isForThisMachine(exchange)) {
      return Optional.of(new Refusal(403, "403 - Forbidden: programs of this machine only"));
    }
    return exchange.getRequestMethod().equals("POST")
        ? Optional.empty()
        : Optional.of(new Refusal(405, "405 - Method Not Allowed"));
  }

  /** A page elsewhere could lead its own name here (DNS rebinding). */
  static boolean isForThisMachine(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    return host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
  }

  private void answer(HttpExchange exchange, RpcQuery query) throws IOException {
    switch (exchange.getRequestURI().getPath().substring(PREFIX.length())) {
      case "version" -> json(exchange, Map.of("Version", VERSION));
      case "block/put" -> putBlock(exchange, query);
      case "block/get" -> bytes(exchange, blocks.get(query.cid()));
      case "block/stat" -> statBlock(exchange, query.cid());
      case "pin/add" -> pin(exchange, query.cid());
      case "pin/rm" -> unpin(exchange, query.cid());
      case "pin/ls" -> listPin(exchange, query.cid());
      case "add" -> add(exchange, query);
      case "cat" -> cat(exchange, query.cid());
      case "dag/export" -> export(exchange, query.cid());
      case "dag/import" -> importArchive(exchange, query);
      default -> error(exchange, 404, "404 page not found");
    }
  }

  private void putBlock(HttpExchange exchange, RpcQuery query) throws IOException {
    Codec codec = query.codec();
    byte[] block = upload(exchange).readNBytes(BlockStore.MAX_BLOCK_BYTES + 1);
    json(exchange, Map.of("Key", blocks.put(codec, block).text(), "Size", block.length));
  }

  private void statBlock(HttpExchange exchange, Cid cid) throws IOException {
    if (!blocks.has(cid)) {
      throw Blocks.missing(cid, blocks.toString());
    }
    json(exchange, Map.of("Key", cid.text()));
  }

  private void pin(HttpExchange exchange, Cid cid) throws IOException {
    content.pin(cid);
    json(exchange, Map.of("Pins", List.of(cid.text())));
  }

  private void unpin(HttpExchange exchange, Cid cid) throws IOException {
    if (blocks.isPinned(cid)) {
      blocks.unpin(cid);
      json(exchange, Map.of("Pins", List.of(cid.text())));
    } else {
      error(exchange, 500, "not pinned or pinned indirectly");
    }
  }

  private void listPin(HttpExchange exchange, Cid cid) throws IOException {
    if (blocks.isPinned(cid)) {
      json(exchange, Map.of("Keys", Map.of(cid.text(), Map.of("Type", "recursive"))));
    } else {
      error(exchange, 500, "path '" + cid + "' is not pinned");
    }
  }

  private void add(HttpExchange exchange, RpcQuery query) throws IOException {
    query.requireProfile();
    DagLink tree = content.putTree(upload(exchange));
    if (query.wantsPin()) {
      content.pin(tree.cid());
    }
    String cid = tree.cid().text();
    json(exchange, Map.of("Name", cid, "Hash", cid, "Size", Long.toString(tree.treeBytes())));
  }

  private void cat(HttpExchange exchange, Cid cid) throws IOException {
    try (InputStream in = content.get(cid, Long.MAX_VALUE)) {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      in.transferTo(out);
      out.close();
    }
  }

  private void export(HttpExchange exchange, Cid cid) throws IOException {
    content.requireAll(cid);
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    Car.write(blocks, cid, out);
    out.close();
  }

  private void importArchive(HttpExchange exchange, RpcQuery query) throws IOException {
    Cid root = Car.read(blocks, upload(exchange));
    if (query.wantsPinnedRoots()) {
      content.pin(root);
    }
    json(exchange, Map.of("Root", Map.of("Cid", Map.of("/", root.text()), "PinErrorMsg", "")));
  }

  private static InputStream upload(HttpExchange exchange) throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    return new MultipartPart(type, exchange.getRequestBody());
  }

  private static void json(HttpExchange exchange, Map<String, ?> answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    bytes(exchange, JSON.writeValueAsBytes(answer));
  }

  private static void bytes(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, 200, body);
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Map<String, ?> answer = Map.of("Message", message, "Code", 0, "Type", "error");
    send(exchange, status, JSON.writeValueAsBytes(answer));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    // -1 says "no body" here; 0 would say "length unknown".
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
