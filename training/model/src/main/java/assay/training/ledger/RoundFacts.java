package assay.training.ledger;

import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import java.util.List;

/**
 * What final events tell of federated jobs' rounds. Anybody can anchor anything under a job's kind;
 * what counts is by its coordinator.
 */
public final class RoundFacts {

  private final FinalEvents events;

  public RoundFacts(FinalEvents events) {
    this.events = events;
  }

  /** The job's anchors so far, oldest first. */
  public List<RoundAnchor> of(FederatedJob job) {
    return events.named("Anchored").stream()
        .filter(event -> event.contract() == ContractName.ANCHOR)
        .filter(event -> event.bytes32("kind").equals(job.kind()))
        .filter(event -> event.address("sender").equals(job.coordinator()))
        .map(RoundFacts::anchor)
        .toList();
  }

  private static RoundAnchor anchor(ChainEvent event) {
    return new RoundAnchor(
        event.number("index"), event.bytes32("root"), event.position().transaction());
  }
}
