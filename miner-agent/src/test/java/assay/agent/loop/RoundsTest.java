package assay.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.journal.JournalException;
import assay.chain.TransactionJournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final List<Note> notes = new ArrayList<>();
  private final Rounds rounds = new Rounds(new Narrator(Clock.systemUTC(), notes::add));

  @Test
  void shouldTellAFailureOnceAndGoOnWithTheOthers() {
    List<String> done = new ArrayList<>();

    for (int pass = 0; pass < 2; pass++) {
      rounds.visit("bad", () -> fail(new IllegalStateException("No recipient.")));
      rounds.visit("good", () -> done.add("good"));
    }

    assertThat(done).containsExactly("good", "good");
    assertThat(notes).extracting(Note::message).containsExactly("No recipient.");
  }

  @Test
  void shouldTellOfAnotherReasonAndOfTheEndOfTheTrouble() {
    rounds.visit("it", () -> fail(new IllegalStateException("First.")));
    rounds.visit("it", () -> fail(new IllegalStateException("Second.")));
    rounds.visit("it", () -> {});
    rounds.visit("it", () -> {});

    assertThat(notes).extracting(Note::event).containsExactly("waiting", "waiting", "going-on");
  }

  @Test
  void shouldEndTheRoundOverABrokenJournal() {
    JournalException broken = new JournalException(Path.of("journal.jsonl"), "is broken.");

    assertThatThrownBy(() -> rounds.visit("it", () -> fail(broken))).isSameAs(broken);
  }

  @Test
  void shouldEndTheRoundWhenTransactionsCannotBeWrittenDown() {
    TransactionJournalException broken =
        new TransactionJournalException(Path.of("t.jsonl"), "is full", new IOException("full"));

    assertThatThrownBy(() -> rounds.visit("it", () -> fail(broken))).isSameAs(broken);
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }
}
