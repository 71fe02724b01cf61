package assay.system;

import assay.chain.FaultProxy;
import assay.chain.local.AnvilProcess;
import assay.chain.local.Ports;
import assay.local.network.LocalNetwork;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * A network's own chain behind a proxy that lies, at the address where everybody looks for it.
 * Closed, it leaves the address free and the chain as it is by then.
 */
final class FaultyChain implements AutoCloseable {

  private static final String HEAD = "eth_getBlockByNumber";
  private static final String CHAIN_ID = "eth_chainId";
  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);

  private final AnvilProcess anvil;
  private final FaultProxy proxy;
  private final Relay relay;

  private FaultyChain(AnvilProcess anvil, FaultProxy proxy, Relay relay) {
    this.anvil = anvil;
    this.proxy = proxy;
    this.relay = relay;
  }

  /**
   * Takes the place of the chain, which must not run, and says that its newest block is the first.
   */
  static FaultyChain stayingBehind(LocalNetwork network) throws IOException, InterruptedException {
    AnvilProcess anvil =
        AnvilProcess.durable(Ports.free(), network.folder().root().resolve("chain"), BLOCK_TIME);
    FaultProxy proxy = FaultProxy.before(anvil.node());
    proxy.always(HEAD, FaultProxy.result(firstBlock(anvil.node())));
    Relay relay = Relay.start(network.chain().getPort(), List.of(proxy.node().getPort()));
    return new FaultyChain(anvil, proxy, relay);
  }

  /** From now on it is a node of that chain, and no connection breaks when it becomes one. */
  void serve(long chainId) {
    proxy.always(CHAIN_ID, FaultProxy.result("\"0x%x\"".formatted(chainId)));
  }

  /** How often somebody gave it a transaction. */
  int sends() {
    return proxy.requests("eth_sendRawTransaction").size();
  }

  private static String firstBlock(URI node) throws IOException, InterruptedException {
    String question =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[\"0x1\",false]}"
            .formatted(HEAD);
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(answer).path("result").toString();
  }

  @Override
  public void close() throws IOException {
    relay.close();
    proxy.close();
    anvil.close();
  }
}
