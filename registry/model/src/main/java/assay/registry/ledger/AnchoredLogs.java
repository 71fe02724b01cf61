package assay.registry.ledger;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.FinalEvents;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAnchor;
import assay.registry.dataset.DatasetId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The anchors of access logs, as final events tell them. Anybody can anchor anything under a log's
 * kind; what counts is by whoever owned the dataset at that moment.
 */
public final class AnchoredLogs {

  private final FinalEvents events;

  public AnchoredLogs(FinalEvents events) {
    this.events = events;
  }

  /** Every anchor that counts, oldest first; what each is over, its log tells. */
  public List<LogAnchor> of(DatasetId dataset) {
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
