package assay.agent.miner;

import assay.registry.content.ContentStore;
import assay.registry.dataset.DatasetOpener;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.VersionId;
import assay.registry.ledger.Ledger;
import assay.registry.seal.AgeIdentity;
import assay.training.checkpoint.Provenance.DataIdentity;
import assay.training.data.CsvData;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads registered versions, their manifests held to the chain. */
public final class VersionReader {

  private final DatasetOpener opener;
  private final RegisteredVersions registered;

  public VersionReader(ContentStore store, Ledger ledger) {
    this.opener = new DatasetOpener(store, ledger.registry());
    this.registered = new RegisteredVersions(ledger);
  }

  /** As the chain has it. */
  public DatasetVersion registered(VersionId version) {
    return registered.of(version);
  }

  /** What the version's manifest promises. */
  public DataIdentity identity(VersionId version) {
    return identity(manifest(version));
  }

  private static DataIdentity identity(Manifest manifest) {
    return new DataIdentity(
        manifest.card().name(),
        manifest.payload().seal().plainSha256(),
        Math.toIntExact(manifest.card().sampleCount()));
  }

  private Manifest manifest(VersionId version) {
    try {
      return opener.manifest(version, registered.of(version));
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  /** A public version's samples. */
  public OpenedDataset open(VersionId version, DataFormat format) {
    return read(version, format, opener::readInMemory);
  }

  /** A sealed version's samples. */
  public OpenedDataset open(VersionId version, DataFormat format, AgeIdentity key) {
    return read(version, format, manifest -> opener.openInMemory(manifest, key));
  }

  /** A way to the plain bytes. */
  @FunctionalInterface
  private interface Way {
    byte[] plain(Manifest manifest) throws IOException;
  }

  private OpenedDataset read(VersionId version, DataFormat format, Way way) {
    try {
      Manifest manifest = manifest(version);
      byte[] plain = way.plain(manifest);
      DataIdentity promised = identity(manifest);
      LabelledData data = CsvData.read(new ByteArrayInputStream(plain), format, promised.samples());
      requireCount(version, promised.samples(), data.size());
      return new OpenedDataset(promised, data);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private static UncheckedIOException brokenOff(IOException e) {
    return new UncheckedIOException("The content store broke off.", e);
  }

  /** Rewards are split by what datasets promise; one that holds less than it says is not taken. */
  static void requireCount(VersionId version, int promised, int found) {
    if (promised != found) {
      throw new ManifestMismatchException(
          "The manifest of dataset %s promises %d samples, its data has %d; do not use this dataset."
              .formatted(version, promised, found));
    }
  }
}
