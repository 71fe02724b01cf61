package assay.training.federated.secure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Masks on their way onto a vector of words, or off it: each is the key stream of AES-256 in
 * counter mode under a key that is used for nothing else, read as words with the low byte first,
 * and added or subtracted modulo 2^32. All are put on stretch by stretch, so that a stretch stays
 * in the processor's cache. Scratch is 48 KiB. Not thread-safe.
 */
final class Masks {

  /** Words of a stretch. */
  static final int STRETCH = 1 << 12;

  private static final int BYTES = STRETCH * Integer.BYTES;
  private static final int BLOCK = 16;

  private final List<Cipher> added = new ArrayList<>();
  private final List<Cipher> subtracted = new ArrayList<>();
  private final byte[] zeros = new byte[BYTES];
  private final byte[] stream = new byte[BYTES];
  private final IntBuffer words =
      ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  private final int[] mask = new int[STRETCH];

  void add(byte[] key) {
    added.add(cipher(key));
  }

  void subtract(byte[] key) {
    subtracted.add(cipher(key));
  }

  private static Cipher cipher(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES; this one does not.", e);
    }
  }

  /** Puts all masks on the whole vector, once. */
  void applyTo(int[] vector) {
    for (int from = 0; from < vector.length; from += STRETCH) {
      applyTo(vector, from, Math.min(vector.length, from + STRETCH));
    }
  }

  /** Puts the next stretch of all masks on: stretches follow each other, each up to a whole one. */
  void applyTo(int[] vector, int from, int to) {
    for (Cipher each : added) {
      next(each, to - from);
      addTo(vector, from, mask, to - from);
    }
    for (Cipher each : subtracted) {
      next(each, to - from);
      subtractFrom(vector, from, mask, to - from);
    }
  }

  private void next(Cipher cipher, int count) {
    try {
      cipher.update(zeros, 0, count * Integer.BYTES, stream, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key stream needs as many bytes as it was given.", e);
    }
    words.rewind().get(mask, 0, count);
  }

  private static void addTo(int[] vector, int from, int[] mask, int count) {
    for (int i = 0; i < count; i++) {
      vector[from + i] += mask[i];
    }
  }

  private static void subtractFrom(int[] vector, int from, int[] mask, int count) {
    for (int i = 0; i < count; i++) {
      vector[from + i] -= mask[i];
    }
  }
}
