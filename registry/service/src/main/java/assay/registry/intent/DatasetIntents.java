package assay.registry.intent;

import assay.chain.Address;
import assay.chain.ChainClient;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.VersionView;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.Origin;
import assay.registry.ledger.DatasetCalls;
import assay.registry.ledger.IntentRefusedException;
import assay.registry.ledger.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Prepares what an owner does with datasets. Thread-safe. */
public final class DatasetIntents {

  private static final String FOR_EVER =
      "What is registered stays on the chain for ever; a dataset can be retired, not erased.";

  private final ChainClient chain;
  private final Supplier<Deployment> deployment;
  private final Catalogue catalogue;
  private final StoredManifests manifests;
  private final IntentPreparer preparer;

  /**
   * @param deployment the contracts, once they are known
   * @param store where the manifests are
   */
  public DatasetIntents(
      ChainClient chain,
      Supplier<Deployment> deployment,
      Catalogue catalogue,
      ContentStore store,
      IntentPreparer preparer) {
    this.chain = chain;
    this.deployment = deployment;
    this.catalogue = catalogue;
    this.manifests = new StoredManifests(store);
    this.preparer = preparer;
  }

  /** What the manifest of the account's next dataset must name as its origin. */
  public Origin nextOrigin(Address owner) {
    return new Origin(owner, calls().nextNonce(owner));
  }

  /**
   * Registers a dataset with its first version.
   *
   * @param cid the manifest, which the platform's store keeps with its payload
   * @throws NotStoredException if it does not
   * @throws ManifestMismatchException if it names another origin than the account's next
   */
  public PreparedIntent register(Address owner, Cid cid) {
    Manifest manifest = manifests.read(cid);
    requireNext(manifest.origin(), nextOrigin(owner));
    DatasetId id = manifest.begins(registry());
    String name = manifest.card().name();
    Intent intent =
        new Intent(
            "register-dataset",
            "Registers “%s” as version 1 of dataset %s, which %s owns.".formatted(name, id, owner),
            FOR_EVER,
            Map.of("dataset", id.toString(), "name", name));
    return preparer.prepare(
        owner, intent, calls().register(manifest.version(cid), manifest.origin().nonce()));
  }

  private static void requireNext(Origin told, Origin next) {
    if (!told.equals(next)) {
      throw new ManifestMismatchException(
          "The manifest's origin is %s with number %d; this registration is by %s with number %d: write the manifest anew."
              .formatted(told.firstOwner(), told.nonce(), next.firstOwner(), next.nonce()));
    }
  }

  /** Registers one more version of a dataset, whose first manifest names the same origin. */
  public PreparedIntent addVersion(Address owner, DatasetId dataset, Cid cid) {
    Manifest manifest = manifests.read(cid);
    manifest.requireOrigin(dataset, registry(), firstManifest(dataset));
    String name = manifest.card().name();
    Intent intent =
        new Intent(
            "add-version",
            "Adds “%s” to dataset %s as its next version; grants on versions before stay."
                .formatted(name, dataset),
            FOR_EVER,
            Map.of("dataset", dataset.toString(), "name", name));
    return preparer.prepare(owner, intent, calls().addVersion(dataset, manifest.version(cid)));
  }

  private Cid firstManifest(DatasetId dataset) {
    List<VersionView> versions =
        catalogue
            .asset(dataset.value())
            .orElseThrow(
                () ->
                    new IntentRefusedException(
                        "add a version to dataset " + dataset, Refusal.UNKNOWN_DATASET))
            .versions();
    return Cid.parse(versions.get(0).manifest());
  }

  /** Ends every grant on a dataset and every future one. */
  public PreparedIntent retire(Address owner, DatasetId dataset) {
    Intent intent =
        new Intent(
            "retire-dataset",
            "Retires dataset %s: every grant on it ends, and nobody can be granted it again."
                .formatted(dataset),
            "A retired dataset never comes back. Whoever has the plain data keeps it.",
            Map.of("dataset", dataset.toString()));
    return preparer.prepare(owner, intent, calls().retire(dataset));
  }

  private DatasetCalls calls() {
    return new DatasetCalls(chain, deployment.get());
  }

  private ContractAt registry() {
    Deployment known = deployment.get();
    return new ContractAt(known.chainId(), known.address(ContractName.ASSET_REGISTRY));
  }
}
