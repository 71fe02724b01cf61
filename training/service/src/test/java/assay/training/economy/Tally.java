package assay.training.economy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who did in a bounty what his way is, and how often that was over all. */
final class Tally {

  private final Map<String, Integer> times = new TreeMap<>();
  private Set<Player<?>> present = new HashSet<>();

  /** He had the chance to behave as he does, and took it; counts once a bounty. */
  void acted(Player<?> player) {
    if (present.add(player)) {
      times.merge(player.way().label(), 1, Integer::sum);
    }
  }

  /** Something else that is worth counting. */
  void happened(String what) {
    times.merge(what, 1, Integer::sum);
  }

  /** Who acted in the bounty that ends now. */
  Set<Player<?>> takePresent() {
    Set<Player<?>> taken = present;
    present = new HashSet<>();
    return taken;
  }

  int times(String what) {
    return times.getOrDefault(what, 0);
  }

  Map<String, Integer> all() {
    return times;
  }
}
