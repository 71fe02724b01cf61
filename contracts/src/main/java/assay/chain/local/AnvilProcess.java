package assay.chain.local;

import assay.chain.Address;
import assay.chain.ChainSettings;
import assay.chain.Wei;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/**
 * An anvil chain as a child process of this one, bound to 127.0.0.1 and limited in memory. Closing
 * it ends the process. Owns nothing else.
 */
public final class AnvilProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(20);
  private static final String KEPT_STATES = "50";

  private final Process process;
  private final URI node;
  private final HttpService http;

  private AnvilProcess(Process process, URI node) {
    this.process = process;
    this.node = node;
    this.http = new HttpService(node.toString());
  }

  /** A chain that mines one block for each transaction at once, and forgets itself when closed. */
  public static AnvilProcess instant() {
    return start(freePort(), List.of());
  }

  /**
   * A chain that mines every {@code blockTime} and finds its state again in {@code folder}.
   *
   * @param folder where the state and the log are kept; it must exist
   */
  public static AnvilProcess durable(int port, Path folder, Duration blockTime) {
    return start(
        port,
        List.of(
            "--block-time",
            String.valueOf(blockTime.toSeconds()),
            "--state",
            folder.resolve("chain.json").toString(),
            "--state-interval",
            "1"));
  }

  /** JSON-RPC address of this chain. */
  public URI node() {
    return node;
  }

  public long pid() {
    return process.pid();
  }

  /** Gives an account ETH out of nothing: this is a development chain. */
  public void fund(Address account, Wei amount) {
    development("anvil_setBalance", account.hex(), "0x" + amount.value().toString(16));
  }

  /** Mines that many blocks now. */
  public void mine(int blocks) {
    development("anvil_mine", "0x" + Integer.toHexString(blocks));
  }

  /** Moves the chain's clock ahead and mines a block there. */
  public void advance(Duration time) {
    development("evm_increaseTime", time.toSeconds());
    mine(1);
  }

  /** Whether each transaction gets a block at once; if not, it waits for {@link #mine}. */
  public void mineAtOnce(boolean isAtOnce) {
    development("evm_setAutomine", isAtOnce);
  }

  /** Sets what a unit of gas costs in the next block, without a tip. */
  public void setNextBaseFee(Wei fee) {
    development("anvil_setNextBlockBaseFeePerGas", "0x" + fee.value().toString(16));
  }

  /** Forgets the transactions that wait to be mined. */
  public void dropWaitingTransactions() {
    development("anvil_dropAllTransactions");
  }

  /** Replaces the newest {@code depth} blocks by empty ones. */
  public void reorganise(int depth) {
    development("anvil_reorg", depth, List.of());
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
      throw new UncheckedIOException("Connections to " + node + " could not be closed", e);
    }
  }

  private static AnvilProcess start(int port, List<String> options) {
    List<String> command = command(port, options);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      AnvilProcess anvil = new AnvilProcess(process, URI.create("http://127.0.0.1:" + port));
      anvil.waitUntilItAnswers();
      return anvil;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "anvil could not be started from %s: %s".formatted(command.get(0), e.getMessage()), e);
    }
  }

  private static List<String> command(int port, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(AnvilBinary.locate().toString());
    command.addAll(
        List.of(
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--chain-id",
            String.valueOf(ChainSettings.LOCAL_CHAIN_ID),
            "--accounts",
            "0",
            "--hardfork",
            "cancun",
            "--prune-history",
            KEPT_STATES,
            "--quiet"));
    command.addAll(options);
    return command;
  }

  private void waitUntilItAnswers() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (!answers()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IOException(
              "anvil did not answer on %s within %d s.".formatted(node, START.toSeconds()));
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

  private void development(String method, Object... parameters) {
    try {
      Response<?> response =
          new Request<>(method, List.of(parameters), http, VoidResponse.class).send();
      if (response.hasError()) {
        throw new IllegalStateException(method + ": " + response.getError().getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(method + " found no chain at " + node, e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on 127.0.0.1", e);
    }
  }
}
