package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.home.AgentHome;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A researcher at his command line, on a real chain and a real store. */
@Timeout(120)
class BountyPostCommandIT {

  private static final String NO_DATASET = "0x" + "00".repeat(32);
  private static final int NOT_YET = 1;
  private static final int BAD_INPUT = 3;
  private static final int SAMPLES = 250;

  @TempDir private Path folder;
  private OwnerAndReader people;
  private AgentHome researcher;
  private Path draft;

  @BeforeEach
  void settle() throws IOException {
    people = new OwnerAndReader(folder);
    people.enrolEvaluators(3);
    researcher = people.home("researcher");
    String example = Said.by(new String[] {"bounty", "example"}).out();
    draft = folder.resolve("bounty.yaml");
    Files.writeString(draft, example.replace(NO_DATASET, people.registered()));
    Files.write(
        folder.resolve("model.json"),
        ModelSpecJson.write(Architectures.perceptron(64, 16, 10, 16)));
    Files.writeString(folder.resolve("test.csv"), samples());
  }

  @AfterEach
  void stop() {
    people.close();
  }

  private static String samples() {
    return IntStream.range(0, SAMPLES)
        .mapToObj(number -> "%d,".formatted(number % 17).repeat(64) + number % 10 + "\n")
        .collect(Collectors.joining());
  }

  private Said bounty(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "bounty";
    System.arraycopy(words, 0, all, 1, words.length);
    return people.assay(researcher, all);
  }

  @Test
  void shouldPostTheExampleAndTakeItBack() {
    Said posted = bounty("post", draft.toString());
    String id = posted.out().strip();
    Said shown = bounty("show", id);
    Said collected = bounty("collect", id);
    Said cancelled = bounty("cancel", id);
    Said after = bounty("show", id);

    assertThat(posted.err()).contains("Locks 3 ETH of reward and 0.3 ETH for the panel");
    assertThat(posted.code()).isZero();
    assertThat(shown.out()).startsWith(id).contains("accuracy >= 950000 millionths");
    assertThat(collected.code()).isEqualTo(NOT_YET);
    assertThat(collected.err()).contains("no key for a model of it has come");
    assertThat(cancelled.code()).isZero();
    assertThat(after.out()).contains("CANCELLED");
  }

  @Test
  void shouldPostNothingInADryRun() {
    Said said = bounty("post", draft.toString(), "--dry-run");

    assertThat(said.code()).isZero();
    assertThat(said.err()).contains("250 samples to test with");
    assertThat(said.out()).isEmpty();
    assertThat(bounty("list").out()).isEmpty();
  }

  @Test
  void shouldRefuseADraftBeforeAnythingIsSent() throws IOException {
    Files.writeString(draft, "prize: 3\n", StandardOpenOption.APPEND);

    Said said = bounty("post", draft.toString());

    assertThat(said.code()).isEqualTo(BAD_INPUT);
    assertThat(said.err()).contains("prize is no field of a draft");
    assertThat(bounty("list").out()).isEmpty();
  }
}
