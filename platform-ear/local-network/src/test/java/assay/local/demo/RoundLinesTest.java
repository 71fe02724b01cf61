package assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.loop.Note;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundLinesTest {

  private static final String ANNA = "0x00000000000000000000000000000000000000a1";
  private static final String BRUNO = "0x00000000000000000000000000000000000000b2";

  private final RoundLines lines = new RoundLines(Map.of(ANNA, "site-2", BRUNO, "site-1"));

  @Test
  void shouldNameWhoWasInOnceTheRoundIsAnchored() {
    assertThat(lines.hear(finished("3"))).isEmpty();
    assertThat(lines.hear(published("3")))
        .contains(
            "Round 3 of 10: site-1, site-2 in; accuracy 0.910 on the public sample; anchored.");
  }

  @Test
  void shouldSayNothingOfARoundThatItDidNotHearOf() {
    lines.hear(finished("3"));

    assertThat(lines.hear(published("4"))).isEmpty();
  }

  private static Note finished(String round) {
    return note(
        "federated-round",
        Map.of("round", round, "rounds", "10", "sites", ANNA + "," + BRUNO, "accuracy", "0.910"));
  }

  private static Note published(String round) {
    return note("round-published", Map.of("round", round));
  }

  private static Note note(String event, Map<String, String> details) {
    return new Note(Instant.EPOCH, event, "0xb0", "said", details);
  }
}
