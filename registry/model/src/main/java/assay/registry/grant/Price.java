package assay.registry.grant;

import assay.chain.Address;
import assay.chain.Wei;
import java.math.BigInteger;

/**
 * What one use of a grant costs.
 *
 * @param token the ERC-20 token it is paid in; the zero address is ether
 * @param amount the token's smallest units, or wei
 */
public record Price(Address token, BigInteger amount) {

  private static final int WORD_BITS = 256;

  /** Nothing. */
  public static final Price FREE = new Price(Address.ZERO, BigInteger.ZERO);

  public Price {
    if (amount.signum() < 0 || amount.bitLength() > WORD_BITS) {
      throw new IllegalArgumentException("A price of " + amount + " is outside 0..2^256-1.");
    }
  }

  /** A price in ether. */
  public static Price of(Wei amount) {
    return new Price(Address.ZERO, amount.value());
  }

  public boolean isFree() {
    return amount.signum() == 0;
  }
}
