package assay.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import org.web3j.crypto.StructuredDataEncoder;

/**
 * A call that its sender signs as typed data (EIP-712) and somebody else brings in and pays the gas
 * of, through the contract {@code Relay} (ERC-2771, as OpenZeppelin's {@code ERC2771Forwarder} has
 * it). It moves no ether of either.
 *
 * @param from whose call it is
 * @param to the contract that is called
 * @param gas the limit for the call itself
 * @param nonce the relay's next of that sender
 * @param deadline the last second in which it may be brought in
 * @param data ABI-encoded call, {@code 0x} and hex
 */
public record ForwardRequest(
    Address from, Address to, long gas, BigInteger nonce, Instant deadline, String data) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What wallets take by {@code eth_signTypedData_v4}. */
  public JsonNode typedData(long chainId, Address relay) {
    ObjectNode typed = JSON.createObjectNode();
    putTypes(typed.putObject("types"));
    typed.put("primaryType", "ForwardRequest");
    typed
        .putObject("domain")
        .put("name", "AssayRelay")
        .put("version", "1")
        .put("chainId", chainId)
        .put("verifyingContract", relay.hex());
    typed
        .putObject("message")
        .put("from", from.hex())
        .put("to", to.hex())
        .put("value", "0")
        .put("gas", String.valueOf(gas))
        .put("nonce", nonce.toString())
        .put("deadline", String.valueOf(deadline.getEpochSecond()))
        .put("data", data);
    return typed;
  }

  private static void putTypes(ObjectNode types) {
    ArrayNode domain = types.putArray("EIP712Domain");
    put(domain, "name", "string");
    put(domain, "version", "string");
    put(domain, "chainId", "uint256");
    put(domain, "verifyingContract", "address");
    ArrayNode request = types.putArray("ForwardRequest");
    put(request, "from", "address");
    put(request, "to", "address");
    put(request, "value", "uint256");
    put(request, "gas", "uint256");
    put(request, "nonce", "uint256");
    put(request, "deadline", "uint48");
    put(request, "data", "bytes");
  }

  private static void put(ArrayNode type, String name, String kind) {
    type.addObject().put("name", name).put("type", kind);
  }

  /** The hash that is signed. */
  public Bytes32 hash(long chainId, Address relay) {
    try {
      String typed = typedData(chainId, relay).toString();
      return Bytes32.of(new StructuredDataEncoder(typed).hashStructuredData());
    } catch (IOException e) {
      throw new IllegalStateException("The request's types cannot be encoded.", e);
    }
  }
}
