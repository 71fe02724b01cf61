package assay.agent.joint;

import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.Opener;
import assay.registry.seal.Sealer;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Weights;
import assay.training.pool.RoundRefusedException;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Weights in the content store, sealed, and pinned until they are released. What is read is a
 * stranger's: no longer than weights of the model can be, of exactly its shapes, finite.
 * Thread-safe.
 */
final class WeightStore {

  /** An age file's header, and sixteen bytes for each 64 KiB. */
  private static final long AGE_HEADER = 4_096;

  private static final int AGE_CHUNK_SHIFT = 12;

  private final ContentStore store;
  private final Sealer sealer = new Sealer();
  private final Opener opener = new Opener();

  WeightStore(ContentStore store) {
    this.store = store;
  }

  Cid seal(Weights weights, AgeRecipient to) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try {
      Safetensors.write(weights, plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be written.", e);
    }
    return put(sealer.sealMessage(plain.toByteArray(), to));
  }

  /**
   * Opens weights of a model.
   *
   * @throws assay.registry.RegistryException if they cannot be had, or opened with that identity
   * @throws assay.training.TrainingException if they are not the model's
   */
  Weights open(Cid cid, ModelSpec spec, AgeIdentity identity) {
    long plain = Safetensors.maxLength(spec);
    byte[] sealed = get(cid, plain + (plain >> AGE_CHUNK_SHIFT) + AGE_HEADER);
    return Safetensors.read(spec, new ByteArrayInputStream(opener.openMessage(sealed, identity)));
  }

  Cid put(byte[] bytes) {
    try {
      Cid cid = store.put(new ByteArrayInputStream(bytes));
      store.pin(cid);
      return cid;
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read.", e);
    }
  }

  byte[] get(Cid cid, long longest) {
    try (InputStream in = store.get(cid, longest)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  /** A round's key for one member. */
  String sealKey(AgeIdentity key, AgeRecipient to) {
    byte[] text = key.reveal().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(sealer.sealMessage(text, to));
  }

  /**
   * Opens one.
   *
   * @throws RoundRefusedException if it is none
   */
  AgeIdentity openKey(String sealed, AgeIdentity own) {
    try {
      byte[] text = opener.openMessage(Base64.getDecoder().decode(sealed), own);
      return AgeIdentity.parse(new String(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new RoundRefusedException("The plan's key is no key; ask the operator.", e);
    }
  }
}
