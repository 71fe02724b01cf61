package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchFirstLoadTest {

  private static final int PROCESSES = 3;

  @TempDir private Path cache;

  /** The first agents of a new machine start together, before anything was unpacked. */
  @Test
  void shouldLoadInSeveralProcessesThatUnpackItAtOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start());
      }
      for (Process process : processes) {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("loaded");
        assertThat(process.waitFor()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + cache.resolve("crash-%p"),
            "-Dorg.bytedeco.javacpp.cachedir=" + cache,
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      System.out.println("loaded " + new TorchEngine(System::nanoTime).hardware());
    }
  }
}
