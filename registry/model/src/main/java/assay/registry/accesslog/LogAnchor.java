package assay.registry.accesslog;

import assay.chain.Address;
import assay.chain.Bytes32;

/**
 * A root over the first entries of a log that an owner of the dataset put on chain.
 *
 * @param sender the owner then
 * @param index its place among the sender's anchors of this log
 * @param root as it stands on chain
 * @param transaction that put it there
 * @param entries how many entries it is over; {@link #NOWHERE} if no beginning of the log has it.
 *     The chain does not tell, whoever has the log finds it
 */
public record LogAnchor(
    Address sender, long index, Bytes32 root, Bytes32 transaction, long entries) {

  /** The log has no such beginning: it was rewritten or cut after it was anchored. */
  public static final long NOWHERE = 0;

  public LogAnchor {
    if (index < 0 || entries < NOWHERE) {
      throw new IllegalArgumentException(
          "Anchor %d over %d entries cannot be.".formatted(index, entries));
    }
  }

  /** The same, over that many entries. */
  LogAnchor over(long count) {
    return new LogAnchor(sender, index, root, transaction, count);
  }

  /** Whether the chain would say the same of both; it does not tell what an anchor is over. */
  boolean isSameOnChain(LogAnchor other) {
    return over(NOWHERE).equals(other.over(NOWHERE));
  }

  @Override
  public String toString() {
    return "anchor " + index + " of " + sender;
  }
}
