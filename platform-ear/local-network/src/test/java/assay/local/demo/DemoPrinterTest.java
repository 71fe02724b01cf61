package assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.ledger.BountyState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPrinterTest {

  @Test
  void shouldSayThatTheModelsAreEqual() {
    assertThat(end(Optional.of("ab"), Optional.of("ab"))).contains("equal to the miner's");
  }

  @Test
  void shouldSayLoudlyThatTheyAreNot() {
    assertThat(end(Optional.of("cd"), Optional.of("ab")))
        .contains("WRONG MODEL: delivered sha-256 ab, but the miner's is cd.")
        .doesNotContain("equal");
    assertThat(end(Optional.empty(), Optional.of("ab"))).contains("the miner's is not known");
  }

  @Test
  void shouldSayNothingOfAModelThatWasNotDelivered() {
    assertThat(end(Optional.of("ab"), Optional.empty())).doesNotContain("sha-256");
  }

  private static String end(Optional<String> miner, Optional<String> researcher) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DemoResult result =
        new DemoResult(
            new BountyId(Bytes32.ZERO),
            BountyState.SETTLED,
            Optional.empty(),
            Score.ofShare("0.95"),
            List.of(),
            Optional.empty(),
            miner,
            researcher,
            Map.of(),
            Map.of());
    new DemoPrinter(new PrintStream(out, true, StandardCharsets.UTF_8), false)
        .finish(result, Map.of());
    return out.toString(StandardCharsets.UTF_8);
  }
}
