package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Grants as final events tell them; whether one is live is the ledger's to say. */
public final class GrantFacts {

  private final FinalEvents events;

  public GrantFacts(FinalEvents events) {
    this.events = events;
  }

  /** Every grant ever given on any version of the dataset, oldest first. */
  public Stream<GrantId> on(DatasetId dataset) {
    return ids(events.about("asset", dataset.value()), event -> true);
  }

  /** Every grant that the grantee ever got on the version for the purpose, oldest first. */
  public Stream<GrantId> given(VersionId version, Address grantee, Purpose purpose) {
    return ids(
        events.about("asset", version.dataset().value()),
        event ->
            event.address("grantee").equals(grantee)
                && event.number("version") == version.number()
                && event.number("purpose") == purpose.code());
  }

  /** Every grant that the grantor ever gave, oldest first. */
  public Stream<GrantId> by(Address grantor) {
    return ids(events.all(), event -> event.address("grantor").equals(grantor));
  }

  /** Every grant that the grantee ever got, oldest first. */
  public Stream<GrantId> to(Address grantee) {
    return ids(events.all(), event -> event.address("grantee").equals(grantee));
  }

  private static Stream<GrantId> ids(List<ChainEvent> among, Predicate<ChainEvent> wanted) {
    return among.stream()
        .filter(event -> event.name().equals("Granted"))
        .filter(wanted)
        .map(event -> new GrantId(event.bytes32("id")));
  }
}
