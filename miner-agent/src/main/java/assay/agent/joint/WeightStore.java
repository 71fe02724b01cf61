package assay.agent.joint;

import assay.agent.loop.Narrator;
import assay.registry.RegistryException;
import assay.registry.content.Cid;
import assay.registry.content.ContentStore;
import assay.registry.seal.AgeFileKey;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.AgeRecipient;
import assay.registry.seal.Opener;
import assay.registry.seal.Sealer;
import assay.training.bounty.BountyId;
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
public final class WeightStore {

  /** An age file's header, and sixteen bytes for each 64 KiB. */
  private static final long AGE_HEADER = 4_096;

  private static final int AGE_CHUNK_SHIFT = 12;

  private final ContentStore store;
  private final Sealer sealer = new Sealer();
  private final Opener opener = new Opener();

  public WeightStore(ContentStore store) {
    this.store = store;
  }

  /** Seals weights and keeps them. */
  public Cid seal(Weights weights, AgeRecipient to) {
    return put(sealed(weights, to));
  }

  /** Weights as a sealed file. */
  public byte[] sealed(Weights weights, AgeRecipient to) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try {
      Safetensors.write(weights, plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be written.", e);
    }
    return sealer.sealMessage(plain.toByteArray(), to);
  }

  /**
   * Opens weights of a model.
   *
   * @throws assay.registry.RegistryException if they cannot be had, or opened with that identity
   * @throws assay.training.TrainingException if they are not the model's
   */
  public Weights open(Cid cid, ModelSpec spec, AgeIdentity identity) {
    return open(sealed(cid, spec), spec, identity);
  }

  /** A sealed file no longer than weights of the model can be. */
  public byte[] sealed(Cid cid, ModelSpec spec) {
    return get(cid, mostSealed(spec));
  }

  /** The longest sealed file of a model's weights, in bytes. */
  public static long mostSealed(ModelSpec spec) {
    long plain = Safetensors.maxLength(spec);
    return plain + (plain >> AGE_CHUNK_SHIFT) + AGE_HEADER;
  }

  /**
   * Opens a sealed file of weights.
   *
   * @throws assay.registry.RegistryException if it cannot be opened with that identity
   * @throws assay.training.TrainingException if they are not the model's
   */
  public Weights open(byte[] sealed, ModelSpec spec, AgeIdentity identity) {
    return Safetensors.read(spec, new ByteArrayInputStream(opener.openMessage(sealed, identity)));
  }

  /**
   * Opens a sealed file of weights with the key of that file.
   *
   * @throws assay.registry.RegistryException if it is another file's
   * @throws assay.training.TrainingException if they are not the model's
   */
  public Weights open(byte[] sealed, ModelSpec spec, AgeFileKey key) {
    return Safetensors.read(spec, new ByteArrayInputStream(opener.openMessage(sealed, key)));
  }

  /** The key of one sealed file. */
  public AgeFileKey fileKey(byte[] sealed, AgeIdentity identity) {
    return opener.fileKey(sealed, identity);
  }

  /** Keeps bytes as they are. */
  public Cid put(byte[] bytes) {
    return put(new ByteArrayInputStream(bytes));
  }

  /** Keeps all bytes of the source. */
  public Cid put(InputStream source) {
    try {
      Cid cid = store.put(source);
      store.pin(cid);
      return cid;
    } catch (IOException e) {
      throw new UncheckedIOException("What is to be kept cannot be read.", e);
    }
  }

  /** Bytes as they are. */
  public byte[] get(Cid cid, long longest) {
    try (InputStream in = store.get(cid, longest)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The content store broke off.", e);
    }
  }

  /** A round's key for one of those who train in it. */
  public String sealKey(AgeIdentity key, AgeRecipient to) {
    byte[] text = key.reveal().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(sealer.sealMessage(text, to));
  }

  /** Lets the store drop it; one that is away keeps it, and it is told. */
  public void release(Cid cid, BountyId bounty, Narrator narrator) {
    try {
      store.unpin(cid);
    } catch (RegistryException e) {
      narrator.tell(
          "still-pinned",
          bounty,
          "%s stays pinned in the store: %s".formatted(cid, e.getMessage()));
    }
  }

  /**
   * Opens one.
   *
   * @throws RoundRefusedException if it is none
   */
  public AgeIdentity openKey(String sealed, AgeIdentity own) {
    try {
      byte[] text = opener.openMessage(Base64.getDecoder().decode(sealed), own);
      return AgeIdentity.parse(new String(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new RoundRefusedException("The plan's key is no key; ask whoever leads the round.", e);
    }
  }
}
