package assay.training.federated.secure;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Secrets of 32 bytes dealt so that any t shares give them back and fewer say nothing (Shamir, "How
 * to SecretShare a Secret", 1979): values of a random polynomial of degree t - 1 over the integers
 * modulo a prime just above 2^256, the secret at 0.
 */
final class Shamir {

  /** 2^256 + 297, the smallest prime above 2^256. */
  static final BigInteger PRIME = BigInteger.TWO.pow(256).add(BigInteger.valueOf(297));

  private static final int SECRET_BYTES = 32;

  private Shamir() {}

  /** Shares at the places from 1 to the count. */
  static List<SecretShare> split(byte[] secret, int threshold, int count, SecureRandom random) {
    List<BigInteger> coefficients = new ArrayList<>();
    coefficients.add(new BigInteger(1, secret));
    while (coefficients.size() < threshold) {
      coefficients.add(element(random));
    }
    List<SecretShare> shares = new ArrayList<>();
    for (int place = 1; place <= count; place++) {
      shares.add(new SecretShare(place, valueAt(place, coefficients)));
    }
    return shares;
  }

  private static BigInteger element(SecureRandom random) {
    BigInteger drawn = new BigInteger(PRIME.bitLength(), random);
    while (drawn.compareTo(PRIME) >= 0) {
      drawn = new BigInteger(PRIME.bitLength(), random);
    }
    return drawn;
  }

  private static BigInteger valueAt(int place, List<BigInteger> coefficients) {
    BigInteger x = BigInteger.valueOf(place);
    BigInteger value = BigInteger.ZERO;
    for (int i = coefficients.size() - 1; i >= 0; i--) {
      value = value.multiply(x).add(coefficients.get(i)).mod(PRIME);
    }
    return value;
  }

  /**
   * The secret of exactly as many shares as its threshold, at different places.
   *
   * @throws SecureAggregationRefusedException if they are not shares of one secret of 32 bytes
   */
  static byte[] join(List<SecretShare> shares) {
    BigInteger secret = BigInteger.ZERO;
    for (SecretShare share : shares) {
      secret = secret.add(share.value().multiply(weightAtZero(share, shares))).mod(PRIME);
    }
    SecureAggregationRefusedException.require(
        secret.bitLength() <= SECRET_BYTES * Byte.SIZE,
        "%d shares give no secret of %d bytes; one of them is wrong."
            .formatted(shares.size(), SECRET_BYTES));
    return SecretShare.fixed(secret, SECRET_BYTES);
  }

  /** Lagrange's: the product of x / (x - place) over the places x of the others. */
  private static BigInteger weightAtZero(SecretShare share, List<SecretShare> shares) {
    BigInteger above = BigInteger.ONE;
    BigInteger below = BigInteger.ONE;
    for (SecretShare other : shares) {
      if (other.place() != share.place()) {
        above = above.multiply(BigInteger.valueOf(other.place())).mod(PRIME);
        below = below.multiply(BigInteger.valueOf(other.place() - share.place())).mod(PRIME);
      }
    }
    return above.multiply(below.modInverse(PRIME)).mod(PRIME);
  }
}
