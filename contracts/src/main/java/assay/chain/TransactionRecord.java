package assay.chain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of a transaction journal: what was about to be done, or how it ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TransactionRecord.Signed.class, name = "signed"),
  @JsonSubTypes.Type(value = TransactionRecord.Final.class, name = "final"),
  @JsonSubTypes.Type(value = TransactionRecord.GivenUp.class, name = "given-up"),
  @JsonSubTypes.Type(value = TransactionRecord.Reopened.class, name = "reopened")
})
public sealed interface TransactionRecord {

  /** The account's transaction number that it is about. */
  long nonce();

  /**
   * A transaction that may be on its way from now on; the second one of a nonce replaces the first.
   *
   * @param nonce the account's transaction number
   * @param key names what the caller wants done once; empty for none
   * @param purpose what it does, in words
   * @param hash the transaction's hash
   * @param raw the signed transaction, {@code 0x} and hex
   */
  record Signed(long nonce, String key, String purpose, Bytes32 hash, String raw)
      implements TransactionRecord {}

  /**
   * One of the nonce's transactions is final.
   *
   * @param nonce the account's transaction number
   * @param hash the one that was mined
   * @param block number of the block that holds it
   * @param blockHash hash of that block
   * @param succeeded whether the contract accepted it
   */
  record Final(long nonce, Bytes32 hash, long block, Bytes32 blockHash, boolean succeeded)
      implements TransactionRecord {}

  /**
   * None of the nonce's transactions can ever be mined.
   *
   * @param nonce the account's transaction number
   * @param reason why, in words
   */
  record GivenUp(long nonce, String reason) implements TransactionRecord {}

  /**
   * The chain undid the block in which the nonce's transaction was final: it is on its way again.
   *
   * @param nonce the account's transaction number
   */
  record Reopened(long nonce) implements TransactionRecord {}
}
