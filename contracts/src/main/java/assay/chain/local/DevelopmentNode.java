package assay.chain.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/**
 * A chain node as a child process of this one, listening on 127.0.0.1, and the calls that only
 * development chains answer. Closing it ends the process.
 */
final class DevelopmentNode implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final URI address;
  private final HttpService http;

  private DevelopmentNode(String name, Process process, URI address) {
    this.name = name;
    this.process = process;
    this.address = address;
    this.http = new HttpService(address.toString());
  }

  /**
   * Starts the program and waits until it answers.
   *
   * @param name what messages call it
   * @param port where the command makes it listen
   */
  static DevelopmentNode start(String name, List<String> command, int port) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      DevelopmentNode node =
          new DevelopmentNode(name, process, URI.create("http://127.0.0.1:" + port));
      node.waitUntilItAnswers();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s could not be started from %s: %s".formatted(name, command.get(0), e.getMessage()), e);
    }
  }

  URI address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  /** A call that is no part of Ethereum's JSON-RPC. */
  void call(String method, Object... parameters) {
    send(method, VoidResponse.class, parameters);
  }

  /** The same, with an answer. */
  String ask(String method, Object... parameters) {
    return send(method, TextResponse.class, parameters).getResult();
  }

  /** An answer that is a text. */
  static final class TextResponse extends Response<String> {}

  private <T extends Response<?>> T send(String method, Class<T> type, Object... parameters) {
    try {
      T response = new Request<>(method, List.of(parameters), http, type).send();
      if (response.hasError()) {
        throw new IllegalStateException(method + ": " + response.getError().getMessage());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " found no chain at " + address, e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      http.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("Connections to " + address + " could not be closed", e);
    }
  }

  private void waitUntilItAnswers() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (!answers()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IOException(
              "%s did not answer on %s within %d s.".formatted(name, address, START.toSeconds()));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      return !new Request<>("eth_chainId", List.of(), http, EthChainId.class).send().hasError();
    } catch (IOException e) {
      return false;
    }
  }
}
