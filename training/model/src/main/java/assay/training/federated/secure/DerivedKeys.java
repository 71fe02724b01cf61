package assay.training.federated.secure;

import assay.chain.Address;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Keys of 256 bits from the secrets of one round, by HKDF with SHA-256 (RFC 5869): the round's hash
 * is the salt, and each key is bound to what it is for and whose it is.
 */
final class DerivedKeys {

  private static final int BYTES = 32;

  private final byte[] salt;

  DerivedKeys(SecureRound round) {
    this.salt = round.hash().bytes();
  }

  byte[] selfMask(byte[] seed, Address client) {
    return key(seed, "self mask " + client.hex());
  }

  /** The same whichever of the two is named first. */
  byte[] pairMask(byte[] agreed, Address one, Address other) {
    return one.compareTo(other) < 0
        ? key(agreed, "pair mask " + one.hex() + " " + other.hex())
        : pairMask(agreed, other, one);
  }

  byte[] sealing(byte[] agreed, Address from, Address to) {
    return key(agreed, "shares " + from.hex() + " " + to.hex());
  }

  private byte[] key(byte[] secret, String purpose) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(secret, salt, purpose.getBytes(StandardCharsets.US_ASCII)));
    byte[] key = new byte[BYTES];
    generator.generateBytes(key, 0, BYTES);
    return key;
  }
}
