package assay.training.federated.secure;

import assay.chain.Address;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The shares of one client's two secrets on their way to another, sealed so that the server that
 * carries them cannot read or change them (AES-256-GCM). Immutable.
 */
public final class SealedShares {

  private static final int TAG_BYTES = 16;
  private static final int SEALED = 2 * SecretShare.BYTES + TAG_BYTES;
  private static final int NONCE_BYTES = 12;

  /** On the wire: two addresses and what is sealed. */
  static final int BYTES = 20 + 20 + SEALED;

  private final Address from;
  private final Address to;
  private final byte[] sealed;

  private SealedShares(Address from, Address to, byte[] sealed) {
    this.from = from;
    this.to = to;
    this.sealed = sealed;
  }

  /** As it came, of 82 bytes: refused when it is opened, if it is not what was sealed. */
  public static SealedShares received(Address from, Address to, byte[] sealed) {
    SecureAggregationRefusedException.require(
        sealed.length == SEALED,
        "The sealed shares from %s to %s have %d bytes instead of %d."
            .formatted(from, to, sealed.length, SEALED));
    return new SealedShares(from, to, sealed.clone());
  }

  static SealedShares seal(DealtShares shares, byte[] key, Address from, Address to) {
    byte[] plain =
        ByteBuffer.allocate(2 * SecretShare.BYTES)
            .put(shares.maskKey().bytes())
            .put(shares.selfSeed().bytes())
            .array();
    try {
      return new SealedShares(from, to, cipher(Cipher.ENCRYPT_MODE, key).doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals whatever it is given.", e);
    }
  }

  /** The shares, at their receiver's place. */
  DealtShares open(byte[] key, int place) {
    try {
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed);
      return new DealtShares(
          SecretShare.read(place, Arrays.copyOf(plain, SecretShare.BYTES)),
          SecretShare.read(place, Arrays.copyOfRange(plain, SecretShare.BYTES, plain.length)));
    } catch (AEADBadTagException e) {
      throw new SecureAggregationRefusedException(
          "The shares from %s to %s are not what it sealed in this round.".formatted(from, to), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM; this one does not.", e);
    }
  }

  /**
   * The nonce may be the same always, for a key seals one message: one pair, one way, one round.
   */
  private static Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, new byte[NONCE_BYTES]));
    return cipher;
  }

  public Address from() {
    return from;
  }

  public Address to() {
    return to;
  }

  /** 82 bytes. */
  public byte[] sealed() {
    return sealed.clone();
  }

  @Override
  public String toString() {
    return "sealed shares from " + from + " to " + to;
  }
}
