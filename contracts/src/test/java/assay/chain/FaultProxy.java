package assay.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small proxy before a JSON-RPC node, on 127.0.0.1, that does to chosen requests what networks,
 * providers and nodes do. Without a fault it passes everything through. Closing it ends all its
 * connections.
 */
public final class FaultProxy implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands behind the proxy. */
  @FunctionalInterface
  public interface Upstream {

    /** The JSON-RPC answer to a JSON-RPC request. */
    String answer(String request) throws IOException;
  }

  /** What is done instead of passing a request through. */
  @FunctionalInterface
  public interface Fault {

    void answer(Exchange exchange) throws IOException;
  }

  private final Upstream upstream;
  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Map<String, Deque<Fault>> next = new HashMap<>();
  private final Map<String, Fault> always = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private FaultProxy(Upstream upstream) {
    this.upstream = upstream;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
    daemon(this::accept);
  }

  /** A proxy before a real node. */
  public static FaultProxy before(URI node) {
    HttpClient http = HttpClient.newHttpClient();
    return over(request -> forward(http, node, request));
  }

  /** A proxy that is the node. */
  public static FaultProxy over(Upstream upstream) {
    return new FaultProxy(upstream);
  }

  /** A node that knows these results, as JSON, by method. */
  public static FaultProxy answering(Map<String, String> results) {
    return over(
        request -> {
          JsonNode question = JSON.readTree(request);
          String result = results.getOrDefault(question.path("method").asText(), "null");
          return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
              .formatted(question.path("id"), result);
        });
  }

  public URI node() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Answers the next requests of that method so, one fault each. */
  public synchronized void next(String method, Fault... faults) {
    next.computeIfAbsent(method, same -> new ArrayDeque<>()).addAll(Arrays.asList(faults));
  }

  /** Answers every request of that method so, until {@link #heal}. */
  public synchronized void always(String method, Fault fault) {
    always.put(method, fault);
  }

  /** Passes everything through again. */
  public synchronized void heal() {
    next.clear();
    always.clear();
  }

  /** The requests so far in which the method is called. */
  public List<String> requests(String method) {
    return requests.stream().filter(request -> calls(request, method)).toList();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot be closed", e);
    }
  }

  /** Takes the request and never answers. */
  public static Fault silence() {
    return exchange -> exchange.socket.getInputStream().read();
  }

  /** Too many requests; come back after that many seconds. */
  public static Fault tooMany(long seconds) {
    return exchange -> exchange.reply(429, "Retry-After: " + seconds + "\r\n", "slow down");
  }

  /** An HTTP status without more. */
  public static Fault status(int status) {
    return exchange -> exchange.reply(status, "", "<html>sorry</html>");
  }

  /** The connection breaks before the node hears of it. */
  public static Fault reset() {
    return Exchange::breakOff;
  }

  /** The node does it, and the connection breaks before it can say so. */
  public static Fault resetAfterDelivery() {
    return exchange -> {
      exchange.passOn();
      exchange.breakOff();
    };
  }

  /** The connection ends in the middle of the answer. */
  public static Fault half() {
    return exchange -> {
      byte[] whole = exchange.passOn().getBytes(StandardCharsets.UTF_8);
      exchange.write(head(200, "", whole.length));
      exchange.write(Arrays.copyOf(whole, whole.length / 2));
    };
  }

  /** An answer that is complete for HTTP and cut for JSON. */
  public static Fault cutJson() {
    return exchange -> {
      String whole = exchange.passOn();
      exchange.reply(200, "", whole.substring(0, whole.length() / 2));
    };
  }

  /** An answer of that many bytes. */
  public static Fault huge(int bytes) {
    return exchange -> exchange.reply(200, "", " ".repeat(bytes) + exchange.passOn());
  }

  /** The answer to another request. */
  public static Fault otherId() {
    return exchange -> {
      ObjectNode answer = (ObjectNode) JSON.readTree(exchange.passOn());
      exchange.reply(200, "", answer.put("id", answer.path("id").asLong() + 1).toString());
    };
  }

  /** That result, as JSON, whatever the node would say. */
  public static Fault result(String json) {
    return exchange -> {
      ObjectNode answer = (ObjectNode) JSON.readTree(exchange.passOn());
      exchange.reply(200, "", answer.set("result", JSON.readTree(json)).toString());
    };
  }

  /** A JSON-RPC error; the node does not hear of the request. */
  public static Fault error(int code, String message) {
    return exchange -> {
      ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
      answer.set("id", JSON.readTree(exchange.request).path("id"));
      answer.putObject("error").put("code", code).put("message", message);
      exchange.reply(200, "", answer.toString());
    };
  }

  /** A batch's answers in the opposite order. */
  public static Fault backwards() {
    return exchange -> {
      ArrayNode turned = JSON.createArrayNode();
      JSON.readTree(exchange.passOn()).forEach(part -> turned.insert(0, part));
      exchange.reply(200, "", turned.toString());
    };
  }

  /** A batch's answers without the first. */
  public static Fault oneMissing() {
    return exchange -> {
      ArrayNode all = (ArrayNode) JSON.readTree(exchange.passOn());
      all.remove(0);
      exchange.reply(200, "", all.toString());
    };
  }

  /** One request on its connection. */
  public static final class Exchange {

    private final Upstream upstream;
    private final Socket socket;
    private final String request;

    private Exchange(Upstream upstream, Socket socket, String request) {
      this.upstream = upstream;
      this.socket = socket;
      this.request = request;
    }

    /** Lets the node answer. */
    public String passOn() throws IOException {
      return upstream.answer(request);
    }

    /** Answers with HTTP. */
    public void reply(int status, String headers, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write(head(status, headers, bytes.length));
      write(bytes);
    }

    private void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Without lingering, closing resets. */
    private void breakOff() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private static byte[] head(int status, String headers, int length) {
    return "HTTP/1.1 %d .\r\nContent-Type: application/json\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
        .formatted(status, headers, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** A client that goes away ends its connection, not the proxy. */
  private void serve(Socket socket) {
    try (socket) {
      String request = read(socket);
      requests.add(request);
      fault(request).answer(new Exchange(upstream, socket, request));
    } catch (IOException e) {
      connections.remove(socket);
    }
    connections.remove(socket);
  }

  private synchronized Fault fault(String request) {
    for (Map.Entry<String, Deque<Fault>> faults : next.entrySet()) {
      if (calls(request, faults.getKey()) && !faults.getValue().isEmpty()) {
        return faults.getValue().remove();
      }
    }
    return always.entrySet().stream()
        .filter(fault -> calls(request, fault.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(exchange -> exchange.reply(200, "", exchange.passOn()));
  }

  private static boolean calls(String request, String method) {
    return request.contains("\"" + method + "\"");
  }

  private static String read(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int character = in.read(); character != '\n'; character = in.read()) {
      if (character < 0) {
        throw new IOException("The client went away.");
      }
      line.append((char) character);
    }
    return line.toString().strip();
  }

  private static String forward(HttpClient http, URI node, String request) throws IOException {
    HttpRequest post =
        HttpRequest.newBuilder(node)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    try {
      return http.send(post, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
