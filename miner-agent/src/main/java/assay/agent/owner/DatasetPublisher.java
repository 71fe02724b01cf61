package assay.agent.owner;

import assay.agent.Agent;
import assay.registry.dataset.Dataset;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Origin;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Confirmed;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Ledger;
import assay.registry.ledger.Refusal;
import assay.registry.publish.DatasetDraft;
import assay.registry.publish.DatasetSealer;
import assay.registry.publish.Progress;
import assay.registry.publish.RegisteredAlreadyException;
import assay.registry.publish.Registration;
import assay.registry.publish.SealedDataset;
import assay.registry.publish.SealedFolder;
import assay.registry.seal.AgeIdentity;
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
   * Seals the newest version's data again, under a new key, as one more version. Grants on versions
   * before it stay as they are.
   *
   * @throws MissingKeyException if this home does not have the version's key
   * @throws IOException if the store breaks off or the disk is full
   */
  public Confirmed<VersionId> rotate(VersionId version, Progress progress) throws IOException {
    Ledger ledger = agent.ledger();
    AgeIdentity key =
        keys.find(version).orElseThrow(() -> new MissingKeyException(version, agent.home()));
    DatasetOpener opener = new DatasetOpener(agent.store(), ledger.registry());
    Manifest old = opener.manifest(version, ledger.version(version).orElseThrow());
    Path folder = Files.createTempDirectory(agent.home().work(), "sealed");
    SealedDataset sealed =
        new DatasetSealer(agent.random(), progress)
            .sealAgain(old, opener.unchecked(old, key), folder)
            .storeIn(agent.store(), old.origin(), progress);
    PathUtils.deleteDirectory(folder);
    return addVersion(new VersionId(version.dataset(), version.number() + 1), sealed, progress);
  }

  /** The key is kept before the version is registered, and where the chain put the version. */
  private Confirmed<VersionId> addVersion(
      VersionId foreseen, SealedDataset sealed, Progress progress) {
    sealed.versionIdentity().ifPresent(key -> keys.keep(foreseen, key));
    Confirmed<VersionId> added =
        new FinalityWatch(agent.chain(), progress)
            .during(() -> agent.ledger().addVersion(foreseen.dataset(), sealed.version()));
    sealed.versionIdentity().ifPresent(key -> keys.keep(added.fact(), key));
    return added;
  }

  /**
   * Stores what was sealed, keeps its key and registers it as one more version of a dataset.
   *
   * @throws IntentRefusedException if the dataset is not this account's
   * @throws IOException if a file of the folder cannot be read
   */
  public Confirmed<VersionId> addVersion(DatasetId dataset, SealedFolder folder, Progress progress)
      throws IOException {
    Ledger ledger = agent.ledger();
    Dataset known =
        ledger
            .dataset(dataset)
            .filter(found -> found.owner().equals(agent.address()))
            .orElseThrow(
                () ->
                    new IntentRefusedException(
                        "add a version to dataset " + dataset, Refusal.NOT_OWNER));
    VersionId first = new VersionId(dataset, 1);
    Origin origin =
        new DatasetOpener(agent.store(), ledger.registry())
            .manifest(first, ledger.version(first).orElseThrow())
            .origin();
    SealedDataset sealed = folder.storeIn(agent.store(), origin, progress);
    return addVersion(new VersionId(dataset, known.versions() + 1), sealed, progress);
  }

  /**
   * Stores what was sealed, keeps its key and registers it. Interrupted at any moment and called
   * again, it goes on with the same dataset.
   *
   * @return its first version, once its registration is final
   * @throws IOException if a file of the folder cannot be read, or none can be written there
   */
  public Confirmed<DatasetId> register(SealedFolder folder, Progress progress) throws IOException {
    Origin begun = folder.begin(fresh()).origin();
    try {
      return register(folder, begun, progress);
    } catch (IntentRefusedException e) {
      requireLost(folder, begun, e);
      return register(folder, folder.beginAnew(fresh()).origin(), progress);
    }
  }

  /** Something else took the number before the dataset reached the chain. */
  private void requireLost(SealedFolder folder, Origin begun, IntentRefusedException refused)
      throws IOException {
    if (refused.refusal() != Refusal.WRONG_NONCE) {
      throw refused;
    }
    Ledger ledger = agent.ledger();
    DatasetId id = folder.manifest().registeredBy(begun).begins(ledger.registry());
    if (ledger.dataset(id).isPresent()) {
      throw new RegisteredAlreadyException(folder, id);
    }
  }

  private Registration fresh() {
    Ledger ledger = agent.ledger();
    return new Registration(ledger.registry(), new Origin(agent.address(), ledger.nextNonce()));
  }

  private Confirmed<DatasetId> register(SealedFolder folder, Origin origin, Progress progress)
      throws IOException {
    Ledger ledger = agent.ledger();
    SealedDataset sealed = folder.storeIn(agent.store(), origin, progress);
    DatasetId id = sealed.manifest().begins(ledger.registry());
    sealed.versionIdentity().ifPresent(key -> keys.keep(new VersionId(id, 1), key));
    return new FinalityWatch(agent.chain(), progress)
        .during(() -> ledger.register(sealed.version(), origin.nonce()));
  }
}
