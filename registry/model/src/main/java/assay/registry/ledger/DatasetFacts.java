package assay.registry.ledger;

import assay.chain.FinalEvents;
import assay.registry.dataset.DatasetId;
import java.util.stream.Stream;

/** Datasets as final events tell them; whose one is now is the ledger's to say. */
public final class DatasetFacts {

  private static final int DATASET = 0;

  private final FinalEvents events;

  public DatasetFacts(FinalEvents events) {
    this.events = events;
  }

  /** Every dataset ever registered, oldest first. */
  public Stream<DatasetId> all() {
    return events.named("AssetRegistered").stream()
        .filter(event -> event.number("kind") == DATASET)
        .map(event -> new DatasetId(event.bytes32("asset")));
  }
}
