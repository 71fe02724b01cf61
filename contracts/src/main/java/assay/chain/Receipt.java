package assay.chain;

import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/**
 * A transaction that succeeded and is final.
 *
 * @param transaction its hash
 * @param block number of the block that holds it
 * @param gasUsed units of gas it consumed
 * @param logs the events it caused, in order
 */
public record Receipt(Bytes32 transaction, long block, long gasUsed, List<Log> logs) {

  public Receipt {
    logs = List.copyOf(logs);
  }
}
