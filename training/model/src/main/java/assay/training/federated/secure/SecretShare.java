package assay.training.federated.secure;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * One of a secret's shares: a polynomial's value at a place.
 *
 * @param place from 1
 * @param value from 0, below the prime 2^256 + 297; 33 bytes on the wire, whatever it is
 */
public record SecretShare(int place, BigInteger value) {

  static final int BYTES = 33;

  public SecretShare {
    SecureAggregationRefusedException.require(
        place >= 1 && value.signum() >= 0 && value.compareTo(Shamir.PRIME) < 0,
        "The share at place %d is no number below the field's prime, or its place none from 1."
            .formatted(place));
  }

  /** A share as it came. */
  public static SecretShare read(int place, byte[] bytes) {
    return new SecretShare(place, new BigInteger(1, bytes));
  }

  /** High byte first. */
  public byte[] bytes() {
    return fixed(value, BYTES);
  }

  /** The number's bytes, high byte first, with zeros in front. */
  static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int kept = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - kept, fixed, length - kept, kept);
    Arrays.fill(bytes, (byte) 0);
    return fixed;
  }

  /** Not what it is. */
  @Override
  public String toString() {
    return "share at place " + place;
  }
}
