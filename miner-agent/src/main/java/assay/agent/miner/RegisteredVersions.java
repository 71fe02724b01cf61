package assay.agent.miner;

import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Ledger;
import java.util.HashMap;
import java.util.Map;

/** What the chain registers of dataset versions. One never changes, so it is asked for once. */
final class RegisteredVersions {

  private final Ledger ledger;
  private final Map<VersionId, DatasetVersion> known = new HashMap<>();

  RegisteredVersions(Ledger ledger) {
    this.ledger = ledger;
  }

  DatasetVersion of(VersionId version) {
    return known.computeIfAbsent(
        version,
        asked ->
            ledger
                .version(asked)
                .orElseThrow(() -> new IllegalStateException("No " + asked + " is registered.")));
  }
}
