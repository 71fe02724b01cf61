package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.journal.JournalException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrainingDeskTest {

  @Test
  void shouldThrowWhatATrainingThrewSoThatABrokenJournalEndsTheAgent() {
    JournalException broken = new JournalException(Path.of("journal.jsonl"), "is broken.");
    CompletableFuture<String> training =
        CompletableFuture.supplyAsync(
            () -> {
              throw broken;
            });

    assertThatThrownBy(() -> TrainingDesk.result(training)).isSameAs(broken);
    assertThat(TrainingDesk.result(CompletableFuture.completedFuture("made"))).isEqualTo("made");
  }
}
