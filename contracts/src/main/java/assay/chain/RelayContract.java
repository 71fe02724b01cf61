package assay.chain;

import assay.chain.contract.Relay;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.web3j.utils.Numeric;

/** Reads the contract {@code Relay}, and builds the call that brings a signed request in. */
public final class RelayContract {

  private final ChainClient chain;
  private final Address address;
  private final Relay relay;

  public RelayContract(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.address = deployment.address(ContractName.RELAY);
    this.relay = chain.wrap(Relay::load, address);
  }

  /** What the sender's next request has to carry. */
  public BigInteger nonce(Address sender) {
    return chain.read("the relay's nonce of " + sender, () -> relay.nonces(sender.hex()).send());
  }

  /** What the sender signs. */
  public JsonNode typedData(ForwardRequest request) {
    return request.typedData(chain.settings().chainId(), address);
  }

  /**
   * Whether its sender signed it, with the next nonce, and it is not too late; a sender that is a
   * contract is asked (ERC-1271).
   *
   * @param signature {@code 0x} and hex
   */
  public boolean isGood(ForwardRequest request, String signature) {
    return chain.read(
        "a request of " + request.from(), () -> relay.verify(data(request, signature)).send());
  }

  /**
   * Whether the called contract would do it now.
   *
   * @throws RevertedException with its own reason, which the relay would swallow
   */
  public void tryOut(ForwardRequest request) {
    String appended = request.data() + Numeric.cleanHexPrefix(request.from().hex());
    chain.estimateGas(address, ContractCall.of("a relayed call", request.to(), appended));
  }

  /** Brings the request in. */
  public ContractCall execute(ForwardRequest request, String signature) {
    return ContractCall.of(
        "relay a call of " + request.from(),
        address,
        relay.execute(data(request, signature), BigInteger.ZERO).encodeFunctionCall());
  }

  private static Relay.ForwardRequestData data(ForwardRequest request, String signature) {
    return new Relay.ForwardRequestData(
        request.from().hex(),
        request.to().hex(),
        BigInteger.ZERO,
        BigInteger.valueOf(request.gas()),
        BigInteger.valueOf(request.deadline().getEpochSecond()),
        Numeric.hexStringToByteArray(request.data()),
        Numeric.hexStringToByteArray(signature));
  }
}
