package assay.training.federated.contribution;

import assay.chain.Address;
import assay.training.federated.FederatedRefusedException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What each dataset of a bounty is worth in basis points, from what its owner's updates were worth.
 * Whoever helped nothing or did harm gets nothing, the rest is for the others; an owner of several
 * datasets splits his by their weights. The same values give the same shares on every machine.
 * Stateless.
 */
public final class OwnerShares {

  /** All shares together. */
  public static final int WHOLE = 10_000;

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  private OwnerShares() {}

  /**
   * A dataset and who owns it.
   *
   * @param weight by which its owner splits what his datasets are worth, at least 1
   */
  public record Holding(Address owner, int weight) {}

  /**
   * One share for each dataset, in their order. They sum to {@value #WHOLE}; each is 0 if no owner
   * of one helped. What is left over by rounding down goes to the largest remainders, of equal ones
   * to the dataset that comes first.
   *
   * @param values of sites by address, such as Shapley values; a site that owns none of the
   *     datasets is left out, an owner without a value helped nothing
   * @throws FederatedRefusedException if a value is not finite
   */
  public static List<Integer> of(Map<Address, Double> values, List<Holding> datasets) {
    values.forEach(OwnerShares::requireFinite);
    List<BigDecimal> worths =
        datasets.stream().map(dataset -> worth(dataset, values, datasets)).toList();
    BigDecimal sum = worths.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.signum() == 0 ? Collections.nCopies(datasets.size(), 0) : rounded(worths, sum);
  }

  private static void requireFinite(Address site, double value) {
    FederatedRefusedException.require(
        Double.isFinite(value), "What %s is worth is %s, no number.".formatted(site, value));
  }

  private static BigDecimal worth(
      Holding dataset, Map<Address, Double> values, List<Holding> datasets) {
    double value = Math.max(0, values.getOrDefault(dataset.owner(), 0.0));
    int weights =
        datasets.stream()
            .filter(other -> other.owner().equals(dataset.owner()))
            .mapToInt(Holding::weight)
            .sum();
    return new BigDecimal(value)
        .multiply(BigDecimal.valueOf(dataset.weight()))
        .divide(BigDecimal.valueOf(weights), DIGITS);
  }

  private static List<Integer> rounded(List<BigDecimal> worths, BigDecimal sum) {
    List<BigDecimal> exact =
        worths.stream()
            .map(worth -> worth.multiply(BigDecimal.valueOf(WHOLE)).divide(sum, DIGITS))
            .toList();
    List<Integer> shares = new ArrayList<>();
    exact.forEach(share -> shares.add(share.setScale(0, RoundingMode.FLOOR).intValueExact()));
    int left = WHOLE - shares.stream().mapToInt(Integer::intValue).sum();
    Comparator<Integer> byRemainder =
        Comparator.comparing(i -> exact.get(i).remainder(BigDecimal.ONE));
    IntStream.range(0, exact.size())
        .boxed()
        .sorted(byRemainder.reversed())
        .limit(left)
        .forEach(i -> shares.set(i, shares.get(i) + 1));
    return List.copyOf(shares);
  }
}
