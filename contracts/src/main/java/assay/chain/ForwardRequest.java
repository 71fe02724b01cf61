package assay.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;

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

  /** What wallets take by {@code eth_signTypedData_v4}. */
  public JsonNode typedData(long chainId, Address relay) {
    ObjectNode typed = TypedData.ofTypes(ForwardRequest.class, "relay-types.json");
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

  /** The hash that is signed. */
  public Bytes32 hash(long chainId, Address relay) {
    return TypedData.hash(typedData(chainId, relay).toString());
  }
}
