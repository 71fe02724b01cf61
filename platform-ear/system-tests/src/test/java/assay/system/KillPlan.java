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

  /** A bounty's life in two: until all have committed models, and from the first reveal on. */
  enum Act {
    TRAINING(Duration.ofSeconds(40)),
    JUDGING(Duration.ofSeconds(75));

    private final Duration danger;

    Act(Duration danger) {
      this.danger = danger;
    }

    /** Counted from its beginning; most of what is done in it is done by then. */
    Duration danger() {
      return danger;
    }
  }

  /** A moment, counted from the act's beginning. */
  record Kill(long seed, String part, Act act, Duration after) {}

  static KillPlan of(List<Long> seeds) {
    List<Kill> kills = new ArrayList<>();
    for (long seed : seeds) {
      SplittableRandom random = new SplittableRandom(seed);
      for (String part : parts(seed)) {
        Act act = random.nextBoolean() ? Act.TRAINING : Act.JUDGING;
        long millis = (long) (random.nextDouble() * act.danger().toMillis());
        kills.add(new Kill(seed, part, act, Duration.ofMillis(millis)));
      }
    }
    kills.sort(Comparator.comparing(Kill::after));
    return new KillPlan(List.copyOf(kills));
  }

  List<Kill> in(Act act) {
    return kills.stream().filter(kill -> kill.act() == act).toList();
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
