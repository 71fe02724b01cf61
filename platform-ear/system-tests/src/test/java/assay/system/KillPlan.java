package assay.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which part is killed when: miner, owner, every evaluator and the seed's own researcher once for
 * each seed, the platform for every other one, at moments that only the seed decides.
 */
record KillPlan(List<Kill> kills) {

  private static final List<String> AGENTS =
      List.of("miner", "owner", "evaluator-1", "evaluator-2", "evaluator-3");

  /** A moment, counted from the posting of the bounties. */
  record Kill(long seed, String part, Duration after) {}

  static KillPlan of(List<Long> seeds, Duration within) {
    List<Kill> kills = new ArrayList<>();
    for (long seed : seeds) {
      SplittableRandom random = new SplittableRandom(seed);
      for (String part : parts(seed)) {
        kills.add(
            new Kill(
                seed, part, Duration.ofMillis((long) (random.nextDouble() * within.toMillis()))));
      }
    }
    kills.sort(Comparator.comparing(Kill::after));
    return new KillPlan(List.copyOf(kills));
  }

  static String researcher(long seed) {
    return "researcher-" + seed;
  }

  private static List<String> parts(long seed) {
    List<String> parts = new ArrayList<>(AGENTS);
    parts.add(researcher(seed));
    if (seed % 2 != 0) {
      parts.add("platform");
    }
    return parts;
  }
}
