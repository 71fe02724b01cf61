package assay.registry.content;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves content by identifier: blocks and archives that the receiver checks himself, and files.
 * What an identifier names never changes, so every answer may be kept for ever. Source: "Trustless
 * Gateway Specification", IPFS.
 */
final class GatewayHandler implements HttpHandler {

  static final String PREFIX = "/ipfs/";

  private static final String RAW = "application/vnd.ipld.raw";
  private static final String CAR = "application/vnd.ipld.car";

  /** What the JDK's server takes for "no body"; 0 would say "length unknown". */
  private static final int NO_BODY = -1;

  private final BlockStore blocks;
  private final DagContentStore content;

  GatewayHandler(BlockStore blocks) {
    this.blocks = blocks;
    content = new DagContentStore(blocks);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      answer(exchange);
    } catch (IllegalArgumentException e) {
      refuse(exchange, 400, e.getMessage());
    } catch (ContentMissingException e) {
      refuse(exchange, 404, e.getMessage());
    } catch (ContentMalformedException e) {
      refuse(exchange, 422, e.getMessage());
    } catch (ContentCorruptException e) {
      refuse(exchange, 502, e.getMessage());
    }
    // Not in a finally: a handler that throws cuts the connection, and closing would look complete.
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!ContentRpcHandler.isForThisMachine(exchange)) {
      refuse(exchange, 403, "This gateway serves programs of this machine only.");
      return;
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      refuse(exchange, 405, "Content can be read here, and nothing else.");
      return;
    }
    Cid cid =
        ContentPath.parse(exchange.getRequestURI().getPath().substring(PREFIX.length())).in(blocks);
    Form form = Form.of(exchange);
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", "\"" + cid + form.suffix + "\"");
    headers.set("Cache-Control", "public, max-age=29030400, immutable");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Type", form.type);
    headers.set("Content-Disposition", "attachment; filename=\"" + cid + form.suffix + "\"");
    if (isKnown(exchange, cid, form)) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    switch (form) {
      case RAW_BLOCK -> block(exchange, cid);
      case ARCHIVE -> archive(exchange, cid);
      case FILE -> file(exchange, cid);
    }
  }

  /** How content is handed out. */
  private enum Form {
    RAW_BLOCK(RAW, ".raw"),
    ARCHIVE(Car.MEDIA_TYPE, ".car"),
    FILE("application/octet-stream", "");

    private final String type;
    private final String suffix;

    Form(String type, String suffix) {
      this.type = type;
      this.suffix = suffix;
    }

    static Form of(HttpExchange exchange) {
      String accept =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")).orElse("");
      String format = new RpcQuery(exchange.getRequestURI()).format();
      return switch (format) {
        case "raw" -> RAW_BLOCK;
        case "car" -> ARCHIVE;
        case "" -> accept.contains(RAW) ? RAW_BLOCK : accept.contains(CAR) ? ARCHIVE : FILE;
        default ->
            throw new IllegalArgumentException(
                "'" + format + "' is no format of this gateway: raw, car, or none for the file.");
      };
    }
  }

  private static boolean isKnown(HttpExchange exchange, Cid cid, Form form) {
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    return known != null && (known.contains("\"" + cid + form.suffix + "\"") || known.equals("*"));
  }

  private void block(HttpExchange exchange, Cid cid) throws IOException {
    byte[] block = blocks.get(cid);
    send(exchange, block.length, new ByteArrayInputStream(block));
  }

  private void file(HttpExchange exchange, Cid cid) throws IOException {
    OptionalLong length = content.length(cid);
    if (length.isEmpty()) {
      list(exchange, cid);
      return;
    }
    try (InputStream in = content.get(cid, length.getAsLong())) {
      send(exchange, length.getAsLong(), in);
    }
  }

  /** The names, one a line. */
  private void list(HttpExchange exchange, Cid cid) throws IOException {
    byte[] names =
        (String.join("\n", content.list(cid).keySet()) + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().remove("Content-Disposition");
    send(exchange, names.length, new ByteArrayInputStream(names));
  }

  /** Sends the part that was asked for, or all. */
  private static void send(HttpExchange exchange, long length, InputStream in) throws IOException {
    Optional<ByteRange> range =
        ByteRange.parse(exchange.getRequestHeaders().getFirst("Range"), length);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    range.ifPresent(
        part -> exchange.getResponseHeaders().set("Content-Range", part.header(length)));
    if (range.isPresent() && range.get().length() == 0) {
      refuse(exchange, 416, "The content has " + length + " bytes; ask for some of these.");
      return;
    }
    ByteRange part = range.orElse(new ByteRange(0, length));
    start(exchange, range.isPresent() ? 206 : 200, part.length());
    if (!isHead(exchange)) {
      in.skipNBytes(part.first());
      OutputStream out = exchange.getResponseBody();
      BoundedInputStream.builder()
          .setInputStream(in)
          .setMaxCount(part.length())
          .get()
          .transferTo(out);
      out.close();
    }
  }

  private void archive(HttpExchange exchange, Cid cid) throws IOException {
    content.requireAll(cid);
    exchange.sendResponseHeaders(200, isHead(exchange) ? NO_BODY : 0);
    if (!isHead(exchange)) {
      OutputStream out = exchange.getResponseBody();
      Car.write(blocks, cid, out);
      out.close();
    }
  }

  private static void start(HttpExchange exchange, int status, long length) throws IOException {
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
    }
    exchange.sendResponseHeaders(status, isHead(exchange) || length == 0 ? NO_BODY : length);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private static void refuse(HttpExchange exchange, int status, @Nullable String reason)
      throws IOException {
    byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().remove("Content-Disposition");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    start(exchange, status, text.length);
    if (!isHead(exchange)) {
      exchange.getResponseBody().write(text);
    }
  }
}
