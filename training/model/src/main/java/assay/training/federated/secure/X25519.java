package assay.training.federated.secure;

import assay.chain.Bytes32;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Key agreement on Curve25519 (RFC 7748) over raw bytes: any 32 are a private key. */
final class X25519 {

  private static final String NAME = "X25519";
  private static final int BYTES = 32;
  private static final int LOW_BITS = 0x7f;

  /** The curve's base point: the number 9, low byte first. */
  private static final Bytes32 BASE = Bytes32.of(Arrays.copyOf(new byte[] {9}, BYTES));

  private X25519() {}

  static Bytes32 publicKey(byte[] privateKey) {
    return Bytes32.of(agree(privateKey, BASE));
  }

  /**
   * The 32 bytes that both sides get.
   *
   * @throws SecureAggregationRefusedException if the public key is a point of small order, with
   *     which everybody agrees on the same
   */
  static byte[] agree(byte[] privateKey, Bytes32 publicKey) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(NAME);
      agreement.init(privateKey(privateKey));
      agreement.doPhase(publicKey(publicKey), true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      throw new SecureAggregationRefusedException(
          "The public key " + publicKey + " is no key that a client makes; leave its client out.",
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has X25519; this one does not.", e);
    }
  }

  private static PrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
    return KeyFactory.getInstance(NAME)
        .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
  }

  private static PublicKey publicKey(Bytes32 coordinate) throws GeneralSecurityException {
    byte[] littleEndian = coordinate.bytes();
    byte[] bigEndian = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bigEndian[i] = littleEndian[BYTES - 1 - i];
    }
    bigEndian[0] &= LOW_BITS;
    return KeyFactory.getInstance(NAME)
        .generatePublic(
            new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
  }
}
