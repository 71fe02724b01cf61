package assay.training.economy;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Wei;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A test key that opens nothing, published as soon as m - t + 1 seats asked for it: the same quick
 * seats report again and end the bounty, before the slower ones had their time.
 */
class HurriedTestKeyIT {

  @Test
  void shouldBlameNoSeatThatHadNoTimeToReport() {
    try (PlayedChain chain = PlayedChain.start()) {
      Economy economy = new Economy(chain, 1);

      economy.play(0, hurried(economy.cast()));

      assertThat(economy.broken()).isEmpty();
    }
  }

  private static Hand hurried(Cast cast) {
    Player<ResearcherWay> researcher =
        cast.researchers.stream()
            .filter(one -> one.way() == ResearcherWay.HURRIES_BAD_TEST_KEY)
            .findFirst()
            .orElseThrow();
    return new Hand(
        researcher,
        List.of(cast.owners.get(0)),
        List.of(cast.miners.get(0)),
        3,
        Wei.ofEther("3"),
        cast.named(EvaluatorWay.HONEST));
  }
}
