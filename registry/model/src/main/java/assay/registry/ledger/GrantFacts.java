package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.FinalEvents;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.util.stream.Stream;

/** Grants as final events tell them; whether one is live is the ledger's to say. */
public final class GrantFacts {

  private final FinalEvents events;

  public GrantFacts(FinalEvents events) {
    this.events = events;
  }

  /** Every grant ever given on any version of the dataset, oldest first. */
  public Stream<GrantId> on(DatasetId dataset) {
    return events.about("asset", dataset.value()).stream()
        .filter(event -> event.name().equals("Granted"))
        .map(event -> new GrantId(event.bytes32("id")));
  }

  /** Every grant that the grantee ever got on the version for the purpose, oldest first. */
  public Stream<GrantId> given(VersionId version, Address grantee, Purpose purpose) {
    return events.about("asset", version.dataset().value()).stream()
        .filter(event -> event.name().equals("Granted"))
        .filter(event -> event.address("grantee").equals(grantee))
        .filter(event -> event.number("version") == version.number())
        .filter(event -> event.number("purpose") == purpose.code())
        .map(event -> new GrantId(event.bytes32("id")));
  }
}
