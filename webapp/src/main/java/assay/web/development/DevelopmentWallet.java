package assay.web.development;

import assay.chain.ChainException;
import assay.chain.ChainUnreachableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * Passes the calls of a wallet (EIP-1193) on to a development chain, which itself signs for
 * accounts whose keys everybody knows: a newcomer tries everything without installing a wallet.
 * There is one only where {@link WalletOffer} allows it; no key is here. Thread-safe.
 */
public final class DevelopmentWallet {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a wallet answers by itself, and what the portal looks up about its own transactions. */
  private static final Set<String> METHODS =
      Set.of(
          "eth_accounts",
          "eth_chainId",
          "eth_getBalance",
          "eth_getTransactionReceipt",
          "eth_sendTransaction",
          "eth_signTypedData_v4",
          "personal_sign");

  private final URI node;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param node JSON-RPC address of the development chain
   */
  DevelopmentWallet(URI node) {
    this.node = node;
  }

  /**
   * What the chain answers, a JSON-RPC 2.0 response.
   *
   * @throws ChainException if it does not
   */
  public JsonNode ask(String method, JsonNode parameters) {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(
          "The development wallet does not know %s; it knows %s.".formatted(method, METHODS));
    }
    ObjectNode question =
        JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    question.set("params", parameters);
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new ChainUnreachableException(node, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChainUnreachableException(node, new IOException("interrupted", e));
    }
  }
}
