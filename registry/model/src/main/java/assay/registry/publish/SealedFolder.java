package assay.registry.publish;

import assay.chain.UnfinishedFile;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.ManifestMismatchException;
import assay.registry.dataset.Origin;
import assay.registry.dataset.PublicSample;
import assay.registry.dataset.SharingLevel;
import assay.registry.format.ObservedInputStream;
import assay.registry.publish.Progress.Phase;
import assay.registry.seal.AgeIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A dataset version sealed on a disk, ready to be stored and registered:
 *
 * <ul>
 *   <li>{@code payload.age}: the sealed bytes, an age v1 file; {@code payload} where they are
 *       public
 *   <li>{@code version-identity.txt}: the secret that opens them; whoever has it can read the data;
 *       none where they are public
 *   <li>{@code manifest.json}: the public description, but for its origin
 *   <li>{@code public-sample}: what everybody may see, if the owner shows something
 *   <li>{@code registration.json}: as what it is being registered, once somebody began to
 * </ul>
 *
 * @param path where it is
 */
public record SealedFolder(Path path) {

  /** Whether everything is there. */
  public boolean isComplete() {
    return Files.exists(manifestFile());
  }

  /**
   * The public description.
   *
   * @throws assay.registry.dataset.ManifestRefusedException if it is not one
   */
  public UnregisteredManifest manifest() throws IOException {
    return UnregisteredManifest.parse(Files.readAllBytes(manifestFile()));
  }

  /** The secret that opens the payload; none where everybody may read it. */
  public Optional<AgeIdentity> identity() throws IOException {
    return manifest().level().isPublic()
        ? Optional.empty()
        : Optional.of(AgeIdentity.read(identityFile()));
  }

  /**
   * As what the account registers this: what it began with before, or else the one given, which is
   * written down now.
   */
  public Registration begin(Registration fresh) throws IOException {
    if (Files.exists(registrationFile())) {
      Registration begun = Registration.parse(Files.readAllBytes(registrationFile()));
      if (begun.isLike(fresh)) {
        return begun;
      }
    }
    return beginAnew(fresh);
  }

  /** Writes down as what this is registered, whatever was begun before. */
  public Registration beginAnew(Registration fresh) throws IOException {
    UnfinishedFile.write(registrationFile(), fresh.toJson());
    return fresh;
  }

  /**
   * Stores and pins all of it. Storing it again changes nothing.
   *
   * @throws ManifestMismatchException if the folder's files are not what its manifest says
   */
  public SealedDataset storeIn(ContentStore store, Origin origin, Progress progress)
      throws IOException {
    Manifest manifest = manifest().registeredBy(origin);
    Path payload = payload(manifest.level());
    PhaseProgress stored = new PhaseProgress(progress, Phase.STORE, Files.size(payload));
    try (InputStream in = new ObservedInputStream(Files.newInputStream(payload), stored)) {
      keep(store, in, manifest.payload().cid());
    }
    if (Files.exists(publicSample())) {
      for (PublicSample sample : manifest.publicSamples()) {
        try (InputStream in = Files.newInputStream(publicSample())) {
          keep(store, in, sample.cid());
        }
      }
    }
    Cid cid = store.put(new ByteArrayInputStream(manifest.toJson()));
    store.pin(cid);
    return new SealedDataset(manifest, cid, identity());
  }

  private void keep(ContentStore store, InputStream content, Cid promised) throws IOException {
    Cid stored = store.put(content);
    if (!stored.equals(promised)) {
      throw new ManifestMismatchException(
          "%s holds content %s where its manifest promises %s; seal the data again."
              .formatted(path, stored, promised));
    }
    store.pin(stored);
  }

  /** The bytes to be stored. */
  public Path payload(SharingLevel level) {
    return path.resolve(level.isPublic() ? "payload" : "payload.age");
  }

  /** The secret that opens them. */
  public Path identityFile() {
    return path.resolve("version-identity.txt");
  }

  /** The public description. */
  public Path manifestFile() {
    return path.resolve("manifest.json");
  }

  Path publicSample() {
    return path.resolve("public-sample");
  }

  private Path registrationFile() {
    return path.resolve("registration.json");
  }

  /** What the payload was sealed from, as a line that changes when a file does. */
  Path fingerprintFile() {
    return path.resolve("sealed-from.txt");
  }
}
