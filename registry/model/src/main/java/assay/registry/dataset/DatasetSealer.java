package assay.registry.dataset;

import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Seal;
import assay.registry.seal.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a file to a sealed, stored and described dataset version under a fresh identity. The
 * sealed bytes pass through a work folder, the plain bytes are only read. Thread-safe.
 */
public final class DatasetSealer {

  private final ContentStore store;
  private final SecureRandom random;
  private final Path work;
  private final Sealer sealer = new Sealer();

  /**
   * @param random draws the version identities
   * @param work an existing folder for sealed bytes on their way to the store
   */
  public DatasetSealer(ContentStore store, SecureRandom random, Path work) {
    this.store = store;
    this.random = random;
    this.work = work;
  }

  /**
   * Seals, stores and pins.
   *
   * @throws IOException if a file cannot be read or the work folder is full
   */
  public SealedDataset seal(DatasetDraft draft, Origin origin) throws IOException {
    AgeIdentity identity = AgeIdentity.generate(random);
    Payload payload = sealPayload(draft.plain(), identity);
    Manifest manifest =
        new Manifest(Manifest.FORMAT, draft.card(), draft.level(), origin, payload, samples(draft));
    Cid cid = keep(new ByteArrayInputStream(manifest.toJson()));
    return new SealedDataset(manifest, cid, identity);
  }

  private Payload sealPayload(Path plain, AgeIdentity identity) throws IOException {
    Path sealed = Files.createTempFile(work, "payload", ".age");
    try {
      Seal seal;
      try (InputStream in = Files.newInputStream(plain)) {
        seal = sealer.seal(in, sealed, identity.recipient());
      }
      return new Payload(keep(sealed), seal);
    } finally {
      Files.deleteIfExists(sealed);
    }
  }

  private List<PublicSample> samples(DatasetDraft draft) throws IOException {
    List<PublicSample> samples = new ArrayList<>();
    for (DatasetDraft.SampleFile sample : draft.publicSample()) {
      Cid cid = keep(sample.file());
      samples.add(new PublicSample(cid, Files.size(sample.file()), sample.sampleCount()));
    }
    return samples;
  }

  private Cid keep(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return keep(in);
    }
  }

  private Cid keep(InputStream content) throws IOException {
    Cid cid = store.put(content);
    store.pin(cid);
    return cid;
  }
}
