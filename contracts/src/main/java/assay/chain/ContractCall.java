package assay.chain;

/**
 * A transaction to be signed: what it does in words, and what the chain gets.
 *
 * @param purpose words for people and logs, such as "commit a submission"
 * @param to the contract
 * @param data ABI-encoded call, {@code 0x} and hex
 * @param value wei sent along
 */
public record ContractCall(String purpose, Address to, String data, Wei value) {

  /** A call that sends no ETH. */
  public static ContractCall of(String purpose, Address to, String data) {
    return new ContractCall(purpose, to, data, Wei.ZERO);
  }
}
