package assay.registry.dataset;

import assay.chain.UnfinishedFile;
import assay.registry.content.ContentStore;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Opener;
import assay.registry.seal.PlainWriter;
import assay.registry.seal.PublicBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The way from a registered version to its plain bytes, every step checked: the manifest against
 * the chain, the sealed bytes against the manifest, the plain bytes against the seal. Thread-safe.
 */
public final class DatasetOpener {

  private final ContentStore store;
  private final ContractAt registry;
  private final Opener opener = new Opener();

  /**
   * @param registry where the datasets are registered
   */
  public DatasetOpener(ContentStore store, ContractAt registry) {
    this.store = store;
    this.registry = registry;
  }

  /**
   * The version's manifest, held to what was registered; a first version's also to the dataset's
   * id, so that nobody sells another's data under his own registration.
   *
   * @throws ManifestMismatchException naming the first thing the manifest lies about
   * @throws IOException if the store's stream breaks
   */
  public Manifest manifest(VersionId id, DatasetVersion registered) throws IOException {
    try (InputStream in = store.get(registered.manifest(), Manifest.MAX_BYTES)) {
      Manifest manifest = Manifest.parse(in.readAllBytes());
      manifest.requireDescribes(registered);
      if (id.number() == 1) {
        manifest.requireOrigin(id.dataset(), registry, registered.manifest());
      }
      return manifest;
    }
  }

  /** Opens into memory: the only way allowed at level L2. */
  public byte[] openInMemory(Manifest manifest, AgeIdentity versionIdentity) throws IOException {
    try (InputStream sealed = payload(manifest)) {
      return opener.openInMemory(sealed, versionIdentity, manifest.payload().seal());
    }
  }

  /** Opens into a file that appears only when all is checked; refused above level L1. */
  public void openToFile(Manifest manifest, AgeIdentity versionIdentity, Path target)
      throws IOException {
    if (manifest.level().isAtLeast(SharingLevel.L2)) {
      throw new IllegalArgumentException(
          "Data of level " + manifest.level() + " must not touch a disk; open it in memory.");
    }
    try (InputStream sealed = payload(manifest)) {
      opener.open(sealed, versionIdentity, manifest.payload().seal(), target);
    }
  }

  /**
   * Brings a public version into memory.
   *
   * @throws assay.registry.seal.SealMismatchException if the store has other bytes
   */
  public byte[] readInMemory(Manifest manifest) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    unsealed(manifest).writeTo(plain);
    return plain.toByteArray();
  }

  /** Brings a public version into a file that appears only when all is checked. */
  public void readToFile(Manifest manifest, Path target) throws IOException {
    try (UnfinishedFile file = new UnfinishedFile(target)) {
      unsealed(manifest).writeTo(file.stream());
      file.finish();
    }
  }

  private PlainWriter unsealed(Manifest manifest) {
    if (!manifest.level().isPublic()) {
      throw new IllegalArgumentException(
          "Data of level " + manifest.level() + " is sealed; open it with its key.");
    }
    return target -> {
      try (InputStream source = payload(manifest)) {
        PublicBytes.unchecked(source, manifest.payload().seal()).writeTo(target);
      }
    };
  }

  /** The plain bytes for {@link Opener#unchecked somebody who drops them} if they are not sound. */
  public PlainWriter unchecked(Manifest manifest, AgeIdentity versionIdentity) {
    return target -> {
      try (InputStream sealed = payload(manifest)) {
        opener.unchecked(sealed, versionIdentity, manifest.payload().seal()).writeTo(target);
      }
    };
  }

  private InputStream payload(Manifest manifest) {
    Payload payload = manifest.payload();
    return store.get(payload.cid(), payload.seal().cipherBytes());
  }
}
