package assay.chain;

import java.util.List;

/**
 * One call of a batch failed. Those before it were sent, and are final unless they failed as well;
 * those after a call that was not sent were not sent either. Its cause says why.
 */
public final class BatchStoppedException extends ChainException {

  private final int position;
  private final List<Receipt> receipts;

  public BatchStoppedException(
      int position, String purpose, List<Receipt> receipts, ChainException cause) {
    super(
        "batch-stopped",
        "Call %d of the batch (%s) failed, %d others were done: %s"
            .formatted(position + 1, purpose, receipts.size(), cause.getMessage()),
        cause);
    this.position = position;
    this.receipts = List.copyOf(receipts);
  }

  /** Which call failed, from 0. */
  public int position() {
    return position;
  }

  /** Receipts of the calls that succeeded, in their order. */
  public List<Receipt> receipts() {
    return receipts;
  }
}
