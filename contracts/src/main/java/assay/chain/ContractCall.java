package assay.chain;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A transaction to be signed: what it does in words, and what the chain gets.
 *
 * @param purpose words for people and logs, such as "commit a submission"
 * @param to the contract, or nothing to create one
 * @param data ABI-encoded call or creation code, {@code 0x} and hex
 * @param value wei sent along
 * @param spare gas allowed beyond what the call would use now; what is not used is not paid
 */
public record ContractCall(
    String purpose, Optional<Address> to, String data, Wei value, BigInteger spare) {

  /** A call that sends no ETH. */
  public static ContractCall of(String purpose, Address to, String data) {
    return paying(purpose, to, data, Wei.ZERO);
  }

  /** A call that sends ETH along. */
  public static ContractCall paying(String purpose, Address to, String data, Wei value) {
    return new ContractCall(purpose, Optional.of(to), data, value, BigInteger.ZERO);
  }

  /** The creation of a contract. */
  public static ContractCall creation(String purpose, String code) {
    return new ContractCall(purpose, Optional.empty(), code, Wei.ZERO, BigInteger.ZERO);
  }

  /**
   * The same with gas to spare: for a call that does more when others of its kind come first, such
   * as the last of several that ends a phase.
   */
  public ContractCall sparing(BigInteger gas) {
    return new ContractCall(purpose, to, data, value, gas);
  }

  /** The receiver as JSON-RPC and RLP write it: nothing for a creation. */
  String toHex() {
    return to.map(Address::hex).orElse("");
  }
}
