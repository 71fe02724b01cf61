package assay.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.program.BoundedProgram;
import assay.agent.program.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 256 KiB, which a user's own mount namespace gives without root. */
@EnabledIf("canMount")
class FullDiskTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MOUNT = "mount -t tmpfs -o size=256k none \"$0\" && exec \"$@\"";

  @TempDir private static Path disk;

  static boolean canMount() throws InterruptedException {
    return onSmallDisk(Path.of("/mnt"), List.of("true")).isWell();
  }

  private static Outcome onSmallDisk(Path folder, List<String> command)
      throws InterruptedException {
    List<String> whole =
        new ArrayList<>(
            List.of("/usr/bin/unshare", "-rm", "/bin/sh", "-c", MOUNT, folder.toString()));
    whole.addAll(command);
    return new BoundedProgram(whole, PATIENCE, 1 << 16).run();
  }

  @Test
  void shouldWriteNothingHalfOnAFullDiskAndGoOnWhenThereIsRoom() throws Exception {
    Outcome outcome =
        onSmallDisk(
            disk,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                disk.toString()));

    assertThat(outcome).isInstanceOf(Outcome.Ended.class);
    List<String> said = ((Outcome.Ended) outcome).output().lines().toList();
    assertThat(said).hasSize(7);
    assertThat(said.get(0)).contains("No space left");
    assertThat(said.get(1)).contains("No space left").contains("see to the disk and start again");
    assertThat(said.get(2)).contains("No space left");
    assertThat(said.get(3)).contains("could not be written before");
    assertThat(said.get(4)).isEqualTo("[submission]");
    assertThat(said.get(5)).isEqualTo("[submission, scores]");
    assertThat(said.get(6)).isEqualTo("[journal, submission.age]");
  }
}
