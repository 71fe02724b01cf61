package assay.training.pool;

import assay.chain.Address;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the samples of a joint round are divided: by speed, so that all end at about the same time.
 * Everybody gets at least one sample and all samples are given out. Immutable.
 *
 * @param counts by member, each at least 1
 */
public record Division(SortedMap<Address, Integer> counts) {

  /** Who is slower than the mean by more than this gets as much as if he were not. */
  private static final double SLOWEST = 0.05;

  public Division {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /**
   * Divides.
   *
   * @param samples at least as many as members
   * @param speeds samples a second by member, 0 where it is not known: he counts as the mean of
   *     those that are
   */
  public static Division of(int samples, Map<Address, Double> speeds) {
    if (speeds.isEmpty() || samples < speeds.size()) {
      throw new IllegalArgumentException(
          "%d samples cannot be divided among %d members; take fewer members."
              .formatted(samples, speeds.size()));
    }
    double mean =
        speeds.values().stream().filter(speed -> speed > 0).mapToDouble(s -> s).average().orElse(1);
    TreeMap<Address, Double> weights = new TreeMap<>();
    speeds.forEach((who, speed) -> weights.put(who, weight(speed, mean)));
    return new Division(stretches(samples, weights));
  }

  private static double weight(double speed, double mean) {
    if (!Double.isFinite(speed) || speed < 0) {
      throw new IllegalArgumentException(
          speed + " samples a second are no speed; give 0 where it is not known.");
    }
    return speed == 0 ? mean : Math.max(speed, SLOWEST * mean);
  }

  /**
   * Ends at the rounded sum of the weights so far, with room for one sample of each who follows.
   */
  private static SortedMap<Address, Integer> stretches(int samples, TreeMap<Address, Double> all) {
    double total = all.values().stream().mapToDouble(weight -> weight).sum();
    TreeMap<Address, Integer> counts = new TreeMap<>();
    double sum = 0;
    int from = 0;
    int following = all.size();
    for (Map.Entry<Address, Double> next : all.entrySet()) {
      following--;
      sum += next.getValue();
      int end = following == 0 ? samples : (int) Math.round(samples * (sum / total));
      end = Math.max(from + 1, Math.min(end, samples - following));
      counts.put(next.getKey(), end - from);
      from = end;
    }
    return counts;
  }
}
