package assay.web.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a built page from this machine, under the content security policy of the platform, and
 * keeps what the page sends to {@code /out/}.
 */
public final class PageServer implements AutoCloseable {

  private static final String OUT = "/out/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final Path pages;
  private final Path kept;
  private final String contentSecurity;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  /**
   * @param pages what is served
   * @param kept where what is sent goes
   */
  public PageServer(Path pages, Path kept, String contentSecurity) throws IOException {
    this.pages = pages.toAbsolutePath().normalize();
    this.kept = kept.toAbsolutePath().normalize();
    this.contentSecurity = contentSecurity;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a page. */
  public URI page(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("PUT") && path.startsWith(OUT)) {
        keep(exchange, inside(kept, path.substring(OUT.length())));
      } else {
        give(exchange, inside(pages, path.substring(1)));
      }
    }
  }

  private static Path inside(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    return file.startsWith(folder) ? file : folder.resolve("nothing");
  }

  private static void keep(HttpExchange exchange, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream in = exchange.getRequestBody()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    exchange.sendResponseHeaders(204, -1);
  }

  private void give(HttpExchange exchange, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String name = file.getFileName().toString();
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/json");
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", contentSecurity);
    exchange.sendResponseHeaders(200, Files.size(file));
    try (OutputStream out = exchange.getResponseBody()) {
      Files.copy(file, out);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
