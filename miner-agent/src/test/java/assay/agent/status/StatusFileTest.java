package assay.agent.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.home.HomeException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

  @TempDir private Path folder;

  private StatusFile file() {
    return new StatusFile(folder.resolve("status.json"));
  }

  @Test
  void shouldReadWhatThisProcessWroteAndKeepItToItsOwner() throws IOException {
    ObjectNode status = StatusJson.of(Statuses.busy());

    file().write(status);
    file().write(status);

    assertThat(file().read().map(ObjectNode::toString)).contains(status.toString());
    assertThat(Files.getPosixFilePermissions(file().file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder)
        .isDirectoryContaining("glob:**status.json")
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldTellWhatAModelAsksToReport() {
    ObjectNode status = StatusJson.of(Statuses.busy());

    assertThat(status.at("/jobs/0/accuracy").asDouble()).isEqualTo(0.875);
    assertThat(status.at("/jobs/0/validationLoss").asDouble()).isEqualTo(0.25);
    assertThat(status.at("/jobs/0/measures/f1_score").asDouble()).isEqualTo(0.75);
  }

  @Test
  void shouldSayThatNoneRunsOnceTheWriterIsGone() {
    ObjectNode status = StatusJson.of(Statuses.busy());
    status.put("process", Long.MAX_VALUE);
    file().write(status);

    assertThat(file().read()).isEmpty();
  }

  @Test
  void shouldNotTakeAnotherProgramWithTheSameNumberForTheMiner() {
    ObjectNode status = StatusJson.of(Statuses.busy());
    status.put("startedAt", "2001-01-01T00:00:00Z");
    file().write(status);

    assertThat(file().read()).isEmpty();
  }

  @Test
  void shouldSayThatNoneRunsWhereNothingWasEverWritten() {
    assertThat(file().read()).isEmpty();
  }

  @Test
  void shouldSayWhatToDoWithAFileThatIsNoStatus() throws IOException {
    Files.writeString(file().file(), "{\"half\":");

    assertThatThrownBy(() -> file().read())
        .isInstanceOf(HomeException.class)
        .hasMessageContaining("delete it");
  }
}
