package assay.system;

import assay.chain.Account;
import assay.web.browser.Tab;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/**
 * A wallet in a page (EIP-1193, announced by EIP-6963) that signs with a real key, which the page
 * never sees: it queues what it is asked, and {@link #serve} answers. Remembers what it signed.
 */
final class BrowserWallet implements AutoCloseable {

  /** What the page gets before anything of its own runs. */
  static final String SCRIPT =
      """
      (() => {
        const calls = [];
        const waiting = new Map();
        const listeners = {};
        let last = 0;
        window.testWallet = {
          take: () => JSON.stringify(calls.splice(0)),
          answer: (id, result) => waiting.get(id).resolve(result),
          tell: (event, value) => (listeners[event] ?? []).forEach((listener) => listener(value)),
          refuse: (id, code) => waiting.get(id).reject({ code, message: 'refused' }),
        };
        const request = ({ method, params }) =>
          new Promise((resolve, reject) => {
            waiting.set(++last, { resolve, reject });
            calls.push({ id: last, method, params: params ?? [] });
          });
        const detail = {
          info: { uuid: 'test-wallet', name: 'Test wallet', icon: 'data:,', rdns: 'test' },
          provider: {
            request,
            on: (event, listener) => (listeners[event] ??= []).push(listener),
            removeListener: (event, listener) =>
              (listeners[event] = (listeners[event] ?? []).filter((each) => each !== listener)),
          },
        };
        const announce = () =>
          window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
        window.addEventListener('eip6963:requestProvider', announce);
      })()""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USER_REJECTED = 4001;

  private final Account account;
  private final long chainId;
  private final Web3j chain;
  private final List<String> signed = new ArrayList<>();
  private boolean isWilling = true;
  private long chainNow;

  BrowserWallet(Account account, long chainId, URI node) {
    this.account = account;
    this.chainId = chainId;
    this.chainNow = chainId;
    this.chain = Web3j.build(new HttpService(node.toString()));
  }

  /** The methods that needed the key, in order. */
  List<String> signed() {
    return List.copyOf(signed);
  }

  /** Whether its user signs from now on. */
  void beWilling(boolean willing) {
    isWilling = willing;
  }

  /** Is on another chain until the page asks it to change. */
  void beElsewhere() {
    chainNow = 1;
  }

  /** Answers whatever the page has asked since. */
  void serve(Tab page) throws IOException {
    String asked =
        page.evaluate("window.testWallet ? window.testWallet.take() : '[]'").asText("[]");
    for (JsonNode call : JSON.readTree(asked)) {
      int id = call.get("id").intValue();
      page.evaluate(
          isWilling || !needsKey(call)
              ? "testWallet.answer(%d, %s)".formatted(id, JSON.writeValueAsString(answer(call)))
              : "testWallet.refuse(%d, %d)".formatted(id, USER_REJECTED));
    }
  }

  private static boolean needsKey(JsonNode call) {
    String method = call.get("method").asText();
    return method.equals("personal_sign")
        || method.equals("eth_signTypedData_v4")
        || method.equals("eth_sendTransaction");
  }

  private Object answer(JsonNode call) throws IOException {
    if (needsKey(call)) {
      signed.add(call.get("method").asText());
    }
    JsonNode parameters = call.get("params");
    return switch (call.get("method").asText()) {
      case "eth_requestAccounts", "eth_accounts" -> List.of(account.address().hex());
      case "eth_chainId" -> "0x" + Long.toHexString(chainNow);
      case "wallet_switchEthereumChain" -> change(parameters.get(0).get("chainId").asText());
      case "personal_sign" ->
          text(
              Sign.signPrefixedMessage(
                  Numeric.hexStringToByteArray(parameters.get(0).asText()),
                  account.credentials().getEcKeyPair()));
      case "eth_signTypedData_v4" -> typed(parameters.get(1).asText());
      case "eth_sendTransaction" -> send(parameters.get(0));
      case "eth_getTransactionReceipt" ->
          chain
              .ethGetTransactionReceipt(parameters.get(0).asText())
              .send()
              .getTransactionReceipt()
              .<Object>map(receipt -> Map.of("status", receipt.getStatus()))
              .orElse(JSON.nullNode());
      default -> throw new IllegalArgumentException("The page asked for " + call);
    };
  }

  private JsonNode change(String chain) {
    chainNow = Numeric.decodeQuantity(chain).longValueExact();
    return JSON.nullNode();
  }

  private String typed(String json) {
    try {
      byte[] hash = new StructuredDataEncoder(json).hashStructuredData();
      return text(Sign.signMessage(hash, account.credentials().getEcKeyPair(), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(JsonNode call) throws IOException {
    BigInteger nonce =
        chain
            .ethGetTransactionCount(account.address().hex(), DefaultBlockParameterName.PENDING)
            .send()
            .getTransactionCount();
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId,
            nonce,
            quantity(call, "gas"),
            call.get("to").asText(),
            quantity(call, "value"),
            call.get("data").asText(),
            quantity(call, "maxPriorityFeePerGas"),
            quantity(call, "maxFeePerGas"));
    byte[] raw = TransactionEncoder.signMessage(transaction, account.credentials());
    EthSendTransaction sent = chain.ethSendRawTransaction(Numeric.toHexString(raw)).send();
    if (sent.hasError()) {
      throw new IllegalStateException(sent.getError().getMessage());
    }
    return sent.getTransactionHash();
  }

  private static BigInteger quantity(JsonNode call, String field) {
    return Numeric.decodeQuantity(call.get(field).asText());
  }

  private static String text(SignatureData signature) {
    return Numeric.toHexString(signature.getR())
        + Numeric.toHexStringNoPrefix(signature.getS())
        + Numeric.toHexStringNoPrefix(signature.getV());
  }

  @Override
  public void close() {
    chain.shutdown();
  }
}
