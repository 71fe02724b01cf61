package assay.chain;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What is offered for one unit of gas (EIP-1559).
 *
 * @param max the most that is paid, base fee and tip together
 * @param tip the most of it that the block's maker gets
 */
record Fee(BigInteger max, BigInteger tip) {

  private static final BigInteger USUAL_TIP = BigInteger.valueOf(1_000_000_000L);

  /** Room for six full blocks in a row, each of which raises the base fee by an eighth. */
  static Fee over(Wei baseFee, Wei cap) {
    BigInteger wanted = baseFee.value().shiftLeft(1).add(USUAL_TIP);
    BigInteger max = wanted.min(cap.value());
    return new Fee(max, USUAL_TIP.min(max));
  }

  /**
   * The offer that replaces this one: an eighth more, or what would be offered today if that is
   * more, up to the cap. Nothing if the cap leaves less than the tenth that nodes insist on.
   */
  Optional<Fee> raised(Wei baseFee, Wei cap) {
    BigInteger today = over(baseFee, cap).max();
    BigInteger max = plusEighth(this.max).max(today).min(cap.value());
    Fee raised = new Fee(max, plusEighth(tip).min(max));
    boolean isEnough =
        max.compareTo(plusTenth(this.max)) >= 0 && raised.tip().compareTo(plusTenth(tip)) >= 0;
    return isEnough ? Optional.of(raised) : Optional.empty();
  }

  private static BigInteger plusEighth(BigInteger amount) {
    return roundedUp(amount.multiply(BigInteger.valueOf(9)), BigInteger.valueOf(8));
  }

  private static BigInteger plusTenth(BigInteger amount) {
    return roundedUp(amount.multiply(BigInteger.valueOf(11)), BigInteger.TEN);
  }

  private static BigInteger roundedUp(BigInteger amount, BigInteger divisor) {
    return amount.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }
}
