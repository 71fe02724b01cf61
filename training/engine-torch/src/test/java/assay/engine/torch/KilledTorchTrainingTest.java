package assay.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.training.checkpoint.Weights;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import assay.training.run.TrainingStateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTorchTrainingTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  @TempDir private Path folder;

  @Test
  void shouldGoOnAfterAKillAsIfItHadNeverDied() throws Exception {
    TrainingJob job = KilledTorchTraining.job();
    Path file = folder.resolve("state");

    killOnceItKept(file, 3);
    TrainingState kept = read(file, job);
    TorchEngine engine = new TorchEngine(System::nanoTime);
    TrainingState resumed = engine.resume(job, kept, TrainingListener.NONE);

    TrainingState unbroken = engine.train(job, TrainingListener.NONE);
    assertThat(kept.epochsDone()).isBetween(3, 19);
    assertClose(resumed.weights(), unbroken.weights());
  }

  private static void killOnceItKept(Path file, int epochs) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.maxbytes=512m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledTorchTraining.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    try {
      long until = System.nanoTime() + PATIENCE_NANOS;
      while (!Files.exists(file) || read(file, KilledTorchTraining.job()).epochsDone() < epochs) {
        assertThat(process.isAlive() && System.nanoTime() < until).isTrue();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static TrainingState read(Path file, TrainingJob job) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TrainingStateFile.read(in, job.spec());
    }
  }

  private static void assertClose(Weights actual, Weights expected) {
    for (int t = 0; t < expected.tensors().size(); t++) {
      assertThat(actual.tensors().get(t).values())
          .containsExactly(expected.tensors().get(t).values(), within(1e-6f));
    }
  }
}
