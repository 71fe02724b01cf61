package assay.agent.owner;

import assay.agent.Agent;
import assay.registry.dataset.DatasetDraft;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetSealer;
import assay.registry.dataset.Origin;
import assay.registry.dataset.SealedDataset;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Confirmed;
import assay.registry.ledger.Ledger;
import java.io.IOException;

/** Seals a dataset, stores it, keeps its key, and registers it in the owner's name. */
public final class DatasetPublisher {

  private final Agent agent;
  private final VersionKeys keys;

  public DatasetPublisher(Agent agent) {
    this.agent = agent;
    this.keys = new VersionKeys(agent.home());
  }

  /**
   * Publishes a dataset.
   *
   * @return its first version, once its registration is final
   * @throws IOException if the plain file cannot be read
   */
  public Confirmed<DatasetId> publish(DatasetDraft draft) throws IOException {
    Ledger ledger = agent.ledger();
    Origin origin = new Origin(agent.address(), ledger.nextNonce());
    DatasetSealer sealer = new DatasetSealer(agent.store(), agent.random(), agent.home().work());
    SealedDataset sealed = sealer.seal(draft, origin);
    DatasetId id = DatasetId.derive(ledger.registry(), origin, sealed.manifestCid().digest());
    keys.keep(new VersionId(id, 1), sealed.versionIdentity());
    return ledger.register(sealed.version(), origin.nonce());
  }
}
