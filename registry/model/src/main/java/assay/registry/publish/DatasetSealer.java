package assay.registry.publish;

import assay.chain.UnfinishedFile;
import assay.registry.content.CidCalculator;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.Payload;
import assay.registry.dataset.PublicSample;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.IdentityFileException;
import assay.registry.seal.PlainWriter;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import java.io.IOException;
import java.io.InputStream;
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
    Payload payload = sealPayload(draft.plain(), draft.plain().bytes(), folder);
    List<PublicSample> samples = samples(draft, folder);
    write(folder.fingerprintFile(), fingerprint.getBytes(StandardCharsets.UTF_8));
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
    Payload payload = sealPayload(plain, old.payload().seal().plainBytes(), folder);
    finish(
        folder,
        new UnregisteredManifest(
            Manifest.FORMAT, old.card(), old.level(), payload, old.publicSamples()));
    return folder;
  }

  private static void finish(SealedFolder folder, UnregisteredManifest manifest)
      throws IOException {
    write(folder.manifestFile(), manifest.toJson());
  }

  private static void requireSealedFrom(SealedFolder folder, String fingerprint)
      throws IOException {
    if (!Files.readString(folder.fingerprintFile()).equals(fingerprint)) {
      throw new SealedAlreadyException(
          folder.path()
              + " holds data sealed from other files, or from these before they changed;"
              + " seal into another folder.");
    }
  }

  /** An interrupted sealing leaves an identity that has opened nothing yet; it is taken up. */
  private AgeIdentity identity(SealedFolder folder) {
    Path file = folder.identityFile();
    if (Files.exists(file)) {
      return folder.identity();
    }
    requireEmpty(folder);
    AgeIdentity identity = AgeIdentity.generate(random);
    identity.write(file);
    return identity;
  }

  private static void requireEmpty(SealedFolder folder) {
    if (Files.exists(folder.payload())) {
      throw new IdentityFileException(
          "The identity of " + folder.payload() + " is gone; seal into another folder.");
    }
  }

  private Payload sealPayload(PlainWriter plain, long bytes, SealedFolder folder)
      throws IOException {
    AgeIdentity identity = identity(folder);
    CidCalculator cid = new CidCalculator();
    try (UnfinishedFile file = new UnfinishedFile(folder.payload())) {
      Seal seal =
          sealer.seal(
              target -> plain.writeTo(new ObservedOutputStream(target, bytes, progress)),
              new TeeOutputStream(file.stream(), cid),
              identity.recipient());
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

  private static void write(Path file, byte[] content) throws IOException {
    try (UnfinishedFile part = new UnfinishedFile(file)) {
      part.stream().write(content);
      part.finish();
    }
  }
}
