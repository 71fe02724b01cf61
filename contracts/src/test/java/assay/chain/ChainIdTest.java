package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChainIdTest {

  private static final Address SOMEBODY = new Address("0x" + "11".repeat(20));

  @Test
  void shouldCheckTheChainAgainWhenTheNodeWasAway() throws IOException {
    HttpServer right = node(0, ChainSettings.LOCAL_CHAIN_ID);
    int port = right.getAddress().getPort();
    try (ChainClient chain =
        new ChainClient(ChainSettings.local(URI.create("http://127.0.0.1:" + port)))) {
      assertThat(chain.balance(SOMEBODY).value()).isEqualTo(BigInteger.ONE);
      right.stop(0);
      assertThatThrownBy(() -> chain.balance(SOMEBODY))
          .isInstanceOf(ChainUnreachableException.class);

      HttpServer other = node(port, 1);
      assertThatThrownBy(() -> chain.balance(SOMEBODY))
          .isInstanceOf(WrongChainException.class)
          .hasMessageContaining("serves chain 1");
      other.stop(0);
    }
  }

  private static HttpServer node(int port, long chainId) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", exchange -> answer(exchange, chainId));
    server.start();
    return server;
  }

  /** Whatever else is asked for, the answer is one. */
  private static void answer(HttpExchange exchange, long chainId) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String id = request.replaceAll(".*\"id\":([0-9]+).*", "$1");
    String result = request.contains("eth_chainId") ? "0x" + Long.toHexString(chainId) : "0x1";
    byte[] body =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"%s\"}"
            .formatted(id, result)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
