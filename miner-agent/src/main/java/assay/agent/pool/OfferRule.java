package assay.agent.pool;

import assay.chain.Wei;
import assay.training.pool.Need;
import assay.training.pool.Offer;
import assay.training.pool.RigDevice;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pool offers for a need, from its settings and the devices its members told of. Immutable.
 *
 * @param devices of all members together
 */
record OfferRule(PoolSettings settings, List<RigDevice> devices) {

  private static final long LONGEST = Duration.ofDays(3_650).toSeconds();
  private static final long SECONDS_OF_AN_HOUR = 3_600;
  private static final int LONGEST_LIST = 300;

  OfferRule {
    devices = List.copyOf(devices);
  }

  /**
   * Nothing where no one device has the memory, for a model is not split; nor where it would take
   * longer than ten years.
   */
  Optional<Offer.Estimate> estimate(Need need) {
    List<RigDevice> able =
        devices.stream()
            .filter(device -> device.kind() != RigDevice.Kind.OTHER)
            .filter(device -> device.memory() >= need.memory())
            .toList();
    double seconds = Math.ceil(need.totalFlops() / settings.flops());
    if (able.isEmpty() || seconds > LONGEST) {
      return Optional.empty();
    }
    Duration time = Duration.ofSeconds(Math.max(1, (long) seconds));
    return Optional.of(new Offer.Estimate(time, price(time), list(able)));
  }

  private Wei price(Duration time) {
    BigInteger seconds = BigInteger.valueOf(time.toSeconds());
    return new Wei(settings.pricePerHour().value().multiply(seconds))
        .dividedRoundingUp(SECONDS_OF_AN_HOUR);
  }

  private static String list(List<RigDevice> able) {
    Map<String, Long> counted =
        able.stream()
            .collect(Collectors.groupingBy(RigDevice::name, TreeMap::new, Collectors.counting()));
    String list =
        counted.entrySet().stream()
            .map(kind -> kind.getValue() + " x " + kind.getKey())
            .collect(Collectors.joining(", "));
    return list.codePointCount(0, list.length()) > LONGEST_LIST || list.length() > LONGEST_LIST
        ? able.size() + " devices"
        : list;
  }
}
