package assay.agent.owner;

import assay.agent.Agent;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Origin;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Confirmed;
import assay.registry.ledger.Ledger;
import assay.registry.publish.DatasetDraft;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.Progress;
import assay.registry.publish.SealedDataset;
import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

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
   * @throws IOException if a plain file cannot be read
   */
  public Confirmed<DatasetId> publish(DatasetDraft draft) throws IOException {
    Path folder = Files.createTempDirectory(agent.home().work(), "sealed");
    SealedFolder sealed = new DatasetSealer(agent.random(), Progress.SILENT).seal(draft, folder);
    Confirmed<DatasetId> registered = register(sealed, Progress.SILENT);
    PathUtils.deleteDirectory(folder);
    return registered;
  }

  /**
   * Stores what was sealed, keeps its key and registers it.
   *
   * @return its first version, once its registration is final
   * @throws IOException if a file of the folder cannot be read
   */
  public Confirmed<DatasetId> register(SealedFolder folder, Progress progress) throws IOException {
    Ledger ledger = agent.ledger();
    Origin origin = new Origin(agent.address(), ledger.nextNonce());
    SealedDataset sealed = folder.storeIn(agent.store(), origin, progress);
    DatasetId id = DatasetId.derive(ledger.registry(), origin, sealed.manifestCid().digest());
    keys.keep(new VersionId(id, 1), sealed.versionIdentity());
    return ledger.register(sealed.version(), origin.nonce());
  }
}
