package assay.registry.ledger;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAnchor;
import assay.registry.accesslog.LogEvidence;
import assay.registry.accesslog.LogEvidence.Granted;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What final events tell of datasets' access logs. Anybody can anchor anything under a log's kind;
 * what counts is by whoever owned the dataset at that moment.
 */
public final class LogFacts {

  private final FinalEvents events;

  public LogFacts(FinalEvents events) {
    this.events = events;
  }

  /** Everything so far; what an anchor is over, its log tells. */
  public LogEvidence of(DatasetId dataset) {
    return new LogEvidence(anchors(dataset), grants(dataset));
  }

  /** A grant for purpose 0, which a contract may hold, opens nothing here. */
  private Set<Granted> grants(DatasetId dataset) {
    return events.about("asset", dataset.value()).stream()
        .filter(event -> event.contract() == ContractName.ACCESS_GRANTS)
        .filter(event -> event.name().equals("Granted") && event.number("purpose") > 0)
        .map(event -> granted(dataset, event))
        .collect(Collectors.toSet());
  }

  private static Granted granted(DatasetId dataset, ChainEvent event) {
    return new Granted(
        new GrantId(event.bytes32("id")),
        new VersionId(dataset, event.number("version")),
        event.address("grantee"),
        new Purpose(Math.toIntExact(event.number("purpose"))));
  }

  private List<LogAnchor> anchors(DatasetId dataset) {
    String asset = dataset.value().hex();
    String token = new BigInteger(1, dataset.value().bytes()).toString();
    String kind = AccessLog.kind(dataset).hex();
    List<LogAnchor> anchors = new ArrayList<>();
    String owner = "";
    for (ChainEvent event : events.all()) {
      if (is(event, ContractName.ASSET_REGISTRY, "AssetRegistered", "asset", asset)) {
        owner = event.text("owner");
      } else if (is(event, ContractName.ASSET_REGISTRY, "Transfer", "tokenId", token)) {
        owner = event.text("to");
      } else if (is(event, ContractName.ANCHOR, "Anchored", "kind", kind)
          && event.text("sender").equals(owner)) {
        anchors.add(anchor(event));
      }
    }
    return anchors;
  }

  private static boolean is(
      ChainEvent event, ContractName contract, String name, String parameter, String value) {
    return event.contract() == contract
        && event.name().equals(name)
        && value.equals(event.values().get(parameter));
  }

  private static LogAnchor anchor(ChainEvent event) {
    Bytes32 transaction = event.position().transaction();
    return new LogAnchor(
        event.address("sender"),
        event.number("index"),
        event.bytes32("root"),
        transaction,
        LogAnchor.NOWHERE);
  }
}
