package assay.chain;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of ETH in wei, from 0 to 2^256 - 1. One ETH is 10^18 wei. Arithmetic is exact; an
 * amount below zero or above the chain's word is refused.
 *
 * @param value the number of wei
 */
public record Wei(BigInteger value) implements Comparable<Wei> {

  private static final int ETHER_DECIMALS = 18;
  private static final int WORD_BITS = 256;

  /** Nothing. */
  public static final Wei ZERO = new Wei(BigInteger.ZERO);

  public Wei {
    if (value.signum() < 0 || value.bitLength() > WORD_BITS) {
      throw new IllegalArgumentException(
          value + " wei is outside 0..2^256-1; check the amounts it was computed from.");
    }
  }

  /** Reads a decimal number of wei, as APIs carry it. */
  public static Wei of(String decimal) {
    try {
      return new Wei(new BigInteger(decimal));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + decimal + "' is not a whole number of wei; write decimal digits only.", e);
    }
  }

  /** Reads an amount in ETH with at most 18 decimals, such as {@code "3"} or {@code "0.25"}. */
  public static Wei ofEther(String ether) {
    try {
      return new Wei(new BigDecimal(ether).movePointRight(ETHER_DECIMALS).toBigIntegerExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + ether + "' is not an amount of ETH; write a number with at most 18 decimals.", e);
    }
  }

  public Wei plus(Wei other) {
    return new Wei(value.add(other.value));
  }

  public Wei minus(Wei other) {
    return new Wei(value.subtract(other.value));
  }

  public Wei times(long factor) {
    return new Wei(value.multiply(BigInteger.valueOf(factor)));
  }

  /** So many equal parts of this; a wei is not divided, so a part may be larger than its share. */
  public Wei dividedRoundingUp(long parts) {
    BigInteger[] each = value.divideAndRemainder(BigInteger.valueOf(parts));
    return new Wei(each[0].add(BigInteger.valueOf(each[1].signum())));
  }

  /** The amount in ETH without trailing zeros, for people: {@code 2.25}. */
  public String inEther() {
    return new BigDecimal(value, ETHER_DECIMALS).stripTrailingZeros().toPlainString();
  }

  /** The decimal number of wei, for machines. */
  @Override
  public String toString() {
    return value.toString();
  }

  @Override
  public int compareTo(Wei other) {
    return value.compareTo(other.value);
  }
}
