package assay.training.pool;

import assay.chain.Wei;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A pool's part of what a miner earns.
 *
 * @param basisPoints parts in 10 000, from 0 to 10 000
 */
public record PoolFee(int basisPoints) {

  /** Everything. */
  private static final int ALL = 10_000;

  private static final int DECIMALS = 2;

  /** Nothing. */
  public static final PoolFee NONE = new PoolFee(0);

  public PoolFee {
    if (basisPoints < 0 || basisPoints > ALL) {
      throw new IllegalArgumentException(
          "A pool's fee is %d basis points; write 0 to %d, where 100 are one per cent."
              .formatted(basisPoints, ALL));
    }
  }

  /** The fee on an amount, rounded down as the market does. */
  public Wei on(Wei amount) {
    return new Wei(
        amount.value().multiply(BigInteger.valueOf(basisPoints)).divide(BigInteger.valueOf(ALL)));
  }

  public boolean isAbove(PoolFee other) {
    return basisPoints > other.basisPoints;
  }

  /** In per cent, for people. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(basisPoints, DECIMALS).stripTrailingZeros().toPlainString() + " %";
  }
}
