package assay.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which part is killed when: platform, miner and every evaluator once for each seed, at moments
 * that only the seed decides.
 */
record KillPlan(List<Kill> kills) {

  private static final List<String> PARTS =
      List.of("platform", "miner", "evaluator-1", "evaluator-2", "evaluator-3");

  /** A moment, counted from the posting of the bounties. */
  record Kill(long seed, String part, Duration after) {}

  static KillPlan of(List<Long> seeds, Duration within) {
    List<Kill> kills = new ArrayList<>();
    for (long seed : seeds) {
      SplittableRandom random = new SplittableRandom(seed);
      for (String part : PARTS) {
        kills.add(
            new Kill(
                seed, part, Duration.ofMillis((long) (random.nextDouble() * within.toMillis()))));
      }
    }
    kills.sort(Comparator.comparing(Kill::after));
    return new KillPlan(List.copyOf(kills));
  }
}
