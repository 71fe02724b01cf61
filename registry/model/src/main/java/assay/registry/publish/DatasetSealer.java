package assay.registry.publish;

import assay.chain.UnfinishedFile;
import assay.registry.content.CidCalculator;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Payload;
import assay.registry.dataset.PublicSample;
import assay.registry.dataset.SharingLevel;
import assay.registry.publish.Progress.Phase;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.IdentityFileException;
import assay.registry.seal.PlainWriter;
import assay.registry.seal.PublicBytes;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.output.TeeOutputStream;

/**
 * The way from an owner's files to a sealed and described dataset version under a fresh identity,
 * in a folder. The plain bytes are only read, memory does not grow with them, and nothing leaves
 * the machine. Interrupted, it begins the unfinished file again; finished, it does nothing until a
 * plain file changes. Thread-safe, for different folders.
 */
public final class DatasetSealer {

  private final SecureRandom random;
  private final Progress progress;
  private final Sealer sealer = new Sealer();

  /**
   * @param random draws the version identities
   */
  public DatasetSealer(SecureRandom random, Progress progress) {
    this.random = random;
    this.progress = progress;
  }

  /**
   * Seals into a folder, which is made if need be.
   *
   * @throws SealedAlreadyException if the folder holds other sealed data
   * @throws IOException if a file cannot be read or the disk is full
   */
  public SealedFolder seal(DatasetDraft draft, Path path) throws IOException {
    SealedFolder folder = new SealedFolder(Files.createDirectories(path));
    UnfinishedFile.clear(path);
    String fingerprint = draft.plain().fingerprint();
    if (folder.isComplete()) {
      requireSealedFrom(folder, fingerprint);
      return folder;
    }
    Payload payload = payload(draft, folder);
    List<PublicSample> samples = samples(draft, folder);
    UnfinishedFile.write(folder.fingerprintFile(), fingerprint.getBytes(StandardCharsets.UTF_8));
    finish(
        folder,
        new UnregisteredManifest(Manifest.FORMAT, draft.card(), draft.level(), payload, samples));
    return folder;
  }

  /**
   * Seals the bytes of a version again, under a new identity, into an empty folder.
   *
   * @param plain the same bytes
   */
  public SealedFolder sealAgain(Manifest old, PlainWriter plain, Path path) throws IOException {
    SealedFolder folder = new SealedFolder(path);
    PlainWriter observed = observed(plain, old.payload().seal().plainBytes());
    Payload payload = seal(observed, folder, old.level());
    finish(
        folder,
        new UnregisteredManifest(
            Manifest.FORMAT, old.card(), old.level(), payload, old.publicSamples()));
    return folder;
  }

  private static void finish(SealedFolder folder, UnregisteredManifest manifest)
      throws IOException {
    UnfinishedFile.write(folder.manifestFile(), manifest.toJson());
  }

  private static void requireSealedFrom(SealedFolder folder, String fingerprint)
      throws IOException {
    Path sealedFrom = folder.fingerprintFile();
    if (!Files.exists(sealedFrom) || !Files.readString(sealedFrom).equals(fingerprint)) {
      throw new SealedAlreadyException(
          folder.path()
              + " holds data sealed from other files, or from these before they changed;"
              + " seal into another folder.");
    }
  }

  /** An interrupted sealing leaves an identity that has opened nothing yet; it is taken up. */
  private AgeIdentity identity(SealedFolder folder, Path payload) {
    Path file = folder.identityFile();
    if (Files.exists(file)) {
      return AgeIdentity.read(file);
    }
    if (Files.exists(payload)) {
      throw new IdentityFileException(
          "The identity of " + payload + " is gone; seal into another folder.");
    }
    AgeIdentity identity = AgeIdentity.generate(random);
    identity.write(file);
    return identity;
  }

  /** A way to write bytes and to tell what pins them. */
  @FunctionalInterface
  private interface Form {
    Seal write(PlainWriter plain, OutputStream target) throws IOException;
  }

  private Payload payload(DatasetDraft draft, SealedFolder folder) throws IOException {
    PlainWriter plain = observed(draft.plain(), draft.plain().bytes());
    if (draft.level().isPublic()) {
      return write(folder.payload(draft.level()), plain, PublicBytes::write);
    }
    return seal(plain, folder, draft.level());
  }

  private Payload seal(PlainWriter plain, SealedFolder folder, SharingLevel level)
      throws IOException {
    Path file = folder.payload(level);
    AgeRecipient recipient = identity(folder, file).recipient();
    return write(file, plain, (bytes, target) -> sealer.seal(bytes, target, recipient));
  }

  private PlainWriter observed(PlainWriter plain, long bytes) {
    return target ->
        plain.writeTo(
            new ObservedOutputStream(target, new PhaseProgress(progress, Phase.SEAL, bytes)));
  }

  private static Payload write(Path path, PlainWriter plain, Form form) throws IOException {
    CidCalculator cid = new CidCalculator();
    try (UnfinishedFile file = new UnfinishedFile(path)) {
      Seal seal = form.write(plain, new TeeOutputStream(file.stream(), cid));
      file.finish();
      return new Payload(cid.finish(), seal);
    }
  }

  private List<PublicSample> samples(DatasetDraft draft, SealedFolder folder) throws IOException {
    List<PublicSample> samples = new ArrayList<>();
    for (DatasetDraft.SampleFile sample : draft.publicSample()) {
      Path kept = folder.publicSample();
      Files.copy(sample.file(), kept, StandardCopyOption.REPLACE_EXISTING);
      try (InputStream in = Files.newInputStream(kept)) {
        samples.add(new PublicSample(CidCalculator.of(in), Files.size(kept), sample.sampleCount()));
      }
    }
    return samples;
  }
}
