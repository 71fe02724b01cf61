package assay.training.economy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Honest and dishonest people play bounties on the real contracts; nobody's word is taken for what
 * they have in the end. {@code assay.economy.bounties} says how many bounties, {@code
 * assay.economy.seed} which ones.
 */
class EconomyIT {

  private static final int BOUNTIES = Integer.getInteger("assay.economy.bounties", 50);
  private static final long SEED = Long.getLong("assay.economy.seed", 20);
  private static final int STAGE = 50;
  private static Economy economy;

  @BeforeAll
  static void play() throws IOException {
    System.out.printf("economy: %d bounties, seed %d%n", BOUNTIES, SEED);
    long start = System.nanoTime();
    try (PlayedChain chain = PlayedChain.start()) {
      economy = new Economy(chain, SEED);
      for (int from = 0; from < BOUNTIES; from += STAGE) {
        int to = Math.min(from + STAGE, BOUNTIES);
        economy.play(from, to);
        economy.write(Path.of("target", "economy.csv"), SEED);
        System.out.printf(
            "economy: %d bounties after %d s, broken %s, not yet played %s%n",
            to, since(start), economy.broken(), economy.missing());
      }
    }
    System.out.println("economy: ends " + economy.ends());
    economy.tally().all().forEach((what, times) -> System.out.println(what + ": " + times));
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  @Test
  void shouldCostNobodyHonestMoreThanTheFeesOfWhatHeDidAndLoseNoWei() {
    assertThat(economy.broken()).isEmpty();
  }

  @Test
  void shouldHavePlayedEveryWayToBehave() {
    assertThat(economy.missing()).isEmpty();
  }

  @Test
  void shouldEndEveryBounty() {
    assertThat(economy.ends().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(BOUNTIES);
  }
}
