package assay.agent.status;

import assay.chain.DaemonThreads;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The status as a page and as JSON, on this machine only. It answers GET and changes nothing; it
 * refuses requests whose Host is another name than this machine's, so that no site in a browser can
 * read it by pointing a name of its own here; the page runs no script and loads nothing.
 */
public final class StatusPage implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int MISDIRECTED = 421;
  private static final int BACKLOG = 16;
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("status-page"));
  private final Supplier<MinerStatus> status;
  private final Set<String> hosts;

  /**
   * @param port of the loopback address; 0 takes a free one
   * @param status asked for every request
   */
  public StatusPage(int port, Supplier<MinerStatus> status) throws IOException {
    this.status = status;
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
            BACKLOG);
    this.hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port());
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
        send(exchange, MISDIRECTED, "text/plain", "Ask for 127.0.0.1.\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, NOT_ALLOWED, "text/plain", "Only GET.\n");
      } else if ("/".equals(path)) {
        send(exchange, OK, "text/html", StatusHtml.of(status.get()));
      } else if ("/status.json".equals(path)) {
        send(exchange, OK, "application/json", StatusJson.of(status.get()).toString());
      } else {
        send(exchange, NOT_FOUND, "text/plain", "There are / and /status.json.\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
