package assay.registry.ledger;

import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.registry.dataset.DatasetId;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened to a dataset and the grants on it, as final events tell it: nobody can take a line
 * out. It says who was given what and when that ended; whether a key was fetched or data was read
 * happens off the chain.
 */
public final class DatasetHistory {

  private static final Set<String> ABOUT_GRANTS = Set.of("Revoked", "Used");

  private final FinalEvents events;

  public DatasetHistory(FinalEvents events) {
    this.events = events;
  }

  /**
   * One thing that happened; what it is not about is empty.
   *
   * @param what the event's name, such as {@code Granted}
   * @param account who asked, was given or used, or became the owner
   */
  public record Entry(
      Instant time,
      long block,
      String what,
      String account,
      String version,
      String purpose,
      String grant) {}

  /** Everything so far, oldest first. */
  public List<Entry> of(DatasetId dataset) {
    Set<String> grants = new HashSet<>();
    return events.all().stream().flatMap(event -> entry(event, dataset, grants)).toList();
  }

  /** Grants come before what happens to them, so one way through finds all. */
  private Stream<Entry> entry(ChainEvent event, DatasetId dataset, Set<String> grants) {
    boolean isAboutDataset = value(event, "asset").equals(dataset.value().hex());
    if (isAboutDataset && event.name().equals("Granted")) {
      grants.add(value(event, "id"));
    }
    boolean isAboutGrant =
        ABOUT_GRANTS.contains(event.name()) && grants.contains(value(event, "id"));
    return isAboutDataset || isAboutGrant || isHandover(event, dataset)
        ? Stream.of(entry(event))
        : Stream.empty();
  }

  /** Its making is a transfer from nobody, and told by its registration. */
  private static boolean isHandover(ChainEvent event, DatasetId dataset) {
    return event.contract() == ContractName.ASSET_REGISTRY
        && event.name().equals("Transfer")
        && event.integer("tokenId").equals(new BigInteger(1, dataset.value().bytes()))
        && !event.address("from").isZero();
  }

  private Entry entry(ChainEvent event) {
    long block = event.position().block();
    String purpose = value(event, "purpose");
    return new Entry(
        events.timeOf(block),
        block,
        event.name(),
        Stream.of("grantee", "owner", "grantor", "to")
            .map(name -> value(event, name))
            .filter(account -> !account.isEmpty())
            .findFirst()
            .orElse(""),
        value(event, "version"),
        purpose.isEmpty() ? "" : new Purpose(Integer.parseInt(purpose)).toString(),
        event.contract() == ContractName.ACCESS_GRANTS ? value(event, "id") : "");
  }

  private static String value(ChainEvent event, String parameter) {
    return Optional.ofNullable(event.values().get(parameter)).map(Object::toString).orElse("");
  }
}
