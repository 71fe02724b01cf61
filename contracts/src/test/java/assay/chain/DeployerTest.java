package assay.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deploying through a node that answers as it is told and writes down what it was asked. */
class DeployerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 24_575;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private int codeSize = LARGEST;
  private HttpServer node;
  private ChainClient chain;

  @BeforeEach
  void start() throws IOException {
    node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", this::answer);
    node.start();
    URI address = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    chain = new ChainClient(ChainSettings.local(address));
  }

  @AfterEach
  void stop() {
    chain.close();
    node.stop(0);
  }

  @Test
  void shouldPlanContractsOfTheLargestSize() {
    DeploymentPlan plan = deployer().plan(DeploymentSettings.production());

    assertThat(plan.creations())
        .extracting(DeploymentPlan.Creation::contract)
        .containsExactly(ContractName.values());
    assertThat(plan.creations()).allMatch(creation -> creation.bytes() == LARGEST);
  }

  @Test
  void shouldPriceAPlanByGasAndByTheHighestOffer() {
    DeploymentPlan plan = deployer().plan(DeploymentSettings.production());

    long gas = 1_000L * ContractName.values().length;
    assertThat(plan.gas()).isEqualTo(gas);
    assertThat(plan.cost()).isEqualTo(Wei.of("10").times(gas));
    assertThat(plan.highestCost()).isEqualTo(Wei.of("1000000020").times(gas * 13 / 10));
  }

  @Test
  void shouldRefuseAContractThatIsTooLargeBeforeItSendsAnything() {
    codeSize = LARGEST + 1;

    assertThatThrownBy(() -> deployer().deploySigned(DeploymentSettings.production()))
        .isInstanceOf(DeploymentRefusedException.class)
        .hasMessageContaining("takes 24576 bytes on chain; it must be less than 24576");
    assertThat(asked).isNotEmpty().doesNotContain("eth_sendRawTransaction");
  }

  @Test
  void shouldRefuseADeployerWhoCannotPayBeforeItSendsAnything() {
    assertThatThrownBy(() -> deployer().deploySigned(DeploymentSettings.production()))
        .isInstanceOf(DeploymentRefusedException.class)
        .hasMessageContaining("but " + TestManifests.DEPLOYER.address() + " has");
    assertThat(asked).contains("eth_getBalance").doesNotContain("eth_sendRawTransaction");
  }

  private Deployer deployer() {
    return new Deployer(chain, new TransactionSender(chain, TestManifests.DEPLOYER));
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String method = request.path("method").asText();
    asked.add(method);
    Map<String, Object> answer =
        Map.of("jsonrpc", "2.0", "id", request.path("id").asLong(), "result", result(method));
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Object result(String method) {
    return switch (method) {
      case "eth_chainId" -> "0x" + Long.toHexString(ChainSettings.LOCAL_CHAIN_ID);
      case "eth_call" -> "0x" + "00".repeat(codeSize);
      case "eth_estimateGas" -> "0x" + Integer.toHexString(1_000);
      case "eth_getBlockByNumber" -> Map.of("number", "0x0", "baseFeePerGas", "0xa");
      case "eth_getBalance" -> "0x1";
      default -> "0x0";
    };
  }
}
