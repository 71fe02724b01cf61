package assay.chain;

import java.util.Comparator;

/**
 * Where an event stands in the chain. Ordered as the chain orders events.
 *
 * @param block number of the block
 * @param blockHash hash of that block; a reorganisation changes it
 * @param logIndex place among the block's events
 * @param transaction hash of the transaction that caused it
 */
public record EventPosition(long block, Bytes32 blockHash, long logIndex, Bytes32 transaction)
    implements Comparable<EventPosition> {

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::block).thenComparingLong(EventPosition::logIndex);

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
