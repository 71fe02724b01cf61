package assay.training.pool;

import assay.chain.Address;
import java.util.Optional;

/**
 * What the chain holds of a miner's pool: what his next commit to a bounty copies.
 *
 * @param pool the operator's account, the zero address for none
 * @param fee nothing where there is no pool
 */
public record PoolEntry(Address pool, PoolFee fee) {

  /** In no pool. */
  public static final PoolEntry NONE = new PoolEntry(Address.ZERO, PoolFee.NONE);

  public PoolEntry {
    if (pool.isZero() && fee.basisPoints() != 0) {
      throw new IllegalArgumentException(
          "A fee of %s goes to no pool; name one, or take no fee.".formatted(fee));
    }
  }

  /** The pool, if there is one. */
  public Optional<Address> operator() {
    return Optional.of(pool).filter(account -> !account.isZero());
  }
}
