package assay.chain;

import java.util.ArrayList;
import java.util.List;

/** How the calls of a batch ended: the receipts, or the first failure with the receipts. */
final class BatchEnd {

  private record Failure(int position, ChainException cause) {}

  private final List<ContractCall> calls;
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  BatchEnd(List<ContractCall> calls) {
    this.calls = calls;
  }

  void succeeded(Receipt receipt) {
    receipts.add(receipt);
  }

  void failed(int position, ChainException cause) {
    failures.add(new Failure(position, cause));
  }

  /** All receipts, in the order of the calls. */
  List<Receipt> receipts() {
    if (!failures.isEmpty()) {
      Failure failure = failures.get(0);
      throw new BatchStoppedException(
          failure.position(), calls.get(failure.position()).purpose(), receipts, failure.cause());
    }
    return List.copyOf(receipts);
  }
}
