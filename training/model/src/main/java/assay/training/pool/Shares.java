package assay.training.pool;

import assay.chain.Address;
import assay.chain.Wei;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a pool shares what the market paid its operator for one job: first the fee, rounded down;
 * then each member's part of the rest by the work he did, rounded down. What rounding leaves, less
 * than a wei for each member, stays with the operator, as the market leaves it with the miner it
 * pays: so equal work is paid exactly alike and no order among members decides anything. Where
 * nobody did any work all of the rest stays.
 *
 * @param paid what the market paid
 * @param fee the pool's
 * @param parts by member, those who get nothing included, in the order of their addresses
 * @param left what rounding leaves
 */
public record Shares(Wei paid, Wei fee, SortedMap<Address, Wei> parts, Wei left) {

  /** More members than that are not paid for one job. */
  public static final int MOST_MEMBERS = 1_000;

  public Shares {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    Wei sum = parts.values().stream().reduce(fee.plus(left), Wei::plus);
    if (!sum.equals(paid)) {
      throw new IllegalArgumentException(
          "The shares make %s wei of %s; share it anew.".formatted(sum, paid));
    }
  }

  /** Shares what was paid; several entries of one member count together. */
  public static Shares of(Wei paid, PoolFee poolFee, List<Work> works) {
    TreeMap<Address, BigInteger> done = new TreeMap<>();
    works.forEach(work -> done.merge(work.member(), work.done(), BigInteger::add));
    requireFew(done.size());
    BigInteger all = done.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    Wei fee = poolFee.on(paid);
    Wei rest = paid.minus(fee);
    TreeMap<Address, Wei> parts = new TreeMap<>();
    Wei left = rest;
    for (Map.Entry<Address, BigInteger> member : done.entrySet()) {
      Wei part = part(rest, member.getValue(), all);
      parts.put(member.getKey(), part);
      left = left.minus(part);
    }
    return new Shares(paid, fee, parts, left);
  }

  private static void requireFew(int members) {
    if (members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "%d members are to be paid for one job; at most %d are."
              .formatted(members, MOST_MEMBERS));
    }
  }

  private static Wei part(Wei rest, BigInteger done, BigInteger all) {
    return done.signum() == 0 ? Wei.ZERO : new Wei(rest.value().multiply(done).divide(all));
  }
}
