package assay.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.DeploymentFileException;
import assay.chain.DeploymentManifest;
import assay.chain.DeploymentWatch;
import assay.chain.TestManifests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDraftTest {

  private static final DeploymentManifest MANIFEST = TestManifests.of(7);

  @TempDir private Path root;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream talk = new ByteArrayOutputStream();
  private Path folder;
  private Path place;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("folder"));
    place = folder.resolve("deployment.json");
  }

  @Test
  void shouldBeThereBeforeThereIsAManifestAndLeaveNothingEmptyBehind() throws IOException {
    try (ManifestDraft draft = draft()) {
      assertThat(draft.file()).isEmptyFile();
      assertThat(draft.kept()).isEmpty();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldNotBeMadeWhereNothingCanBe() {
    place = folder.resolve("nowhere").resolve("deployment.json");

    assertThatThrownBy(this::draft).isInstanceOf(IOException.class);
  }

  @Test
  void shouldKeepWhatWasCreatedForTheNextRun() throws IOException {
    try (ManifestDraft stopped = draft()) {
      assertThat(stopped.keep(MANIFEST)).isTrue();
    }
    String said = talk.toString(StandardCharsets.UTF_8);

    try (ManifestDraft next = draft()) {
      assertThat(next.kept()).contains(MANIFEST);
      next.finish(MANIFEST);
    }

    assertThat(said).contains("deployment.json.unfinished holds the signed manifest");
    assertThat(DeploymentManifest.load(place)).isEqualTo(MANIFEST);
    assertThat(folder).isDirectoryContaining(file -> file.equals(place));
    assertThat(talk.toString(StandardCharsets.UTF_8)).isEqualTo(said);
  }

  @Test
  void shouldPrintTheManifestThatNoFileTakes() throws IOException {
    ManifestDraft draft = draft();
    Files.delete(draft.file());
    Files.delete(folder);

    assertThat(draft.keep(MANIFEST)).isFalse();
    assertThatThrownBy(() -> draft.finish(MANIFEST))
        .isInstanceOf(DeploymentFileException.class)
        .hasMessageContaining("It stands on standard output: keep that");
    assertThat(results.toString(StandardCharsets.UTF_8)).isEqualTo(MANIFEST.toJson());
  }

  @Test
  void shouldTellWhatIsWaitedForAndThatItMayBeStopped() throws IOException {
    try (ManifestDraft draft = draft()) {
      talk(draft).created(MANIFEST, new DeploymentWatch.Wait(12, 12, 24));

      assertThat(draft.kept()).contains(MANIFEST);
    }
    assertThat(talk.toString(StandardCharsets.UTF_8))
        .contains(
            "12 contracts are created; waiting until they are final, by block 24 (now 12).",
            "the same command goes on waiting");
  }

  @Test
  void shouldWarnThatStoppingLosesWhatNoFileTakes() throws IOException {
    ManifestDraft draft = draft();
    Files.delete(draft.file());
    Files.delete(folder);

    talk(draft).created(MANIFEST, new DeploymentWatch.Wait(12, 12, 24));

    assertThat(talk.toString(StandardCharsets.UTF_8)).contains("stopping now loses the manifest");
  }

  private DeploymentTalk talk(ManifestDraft draft) {
    return new DeploymentTalk(draft, stream(talk), new ProgressBar(stream(talk), false));
  }

  private ManifestDraft draft() throws IOException {
    return ManifestDraft.of(place, stream(results), stream(talk));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
