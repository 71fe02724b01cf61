package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import assay.training.data.Digits;
import assay.training.run.EngineFailedException;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.spec.Architectures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** In processes with a limit of 100 MiB and three heaps of 128 MiB, and with one that was set. */
@EnabledOnOs(OS.LINUX)
class ResidentGuardTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final int MEBIBYTES_EACH = 16;
  private static final int LIMIT = 100 + 3 * 128;
  private static final int GARBAGE = 2 * LIMIT;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String LOOK_ONLY = "-Dlook-only=true";

  @TempDir private Path folder;

  @Test
  void shouldCollectGarbageOverTheLimitAndFailATrainingThatStaysOverIt() throws IOException {
    List<String> said = run("-Dorg.bytedeco.javacpp.maxbytes=100m");

    assertThat(folder).as("Deeplearning4j would leave a report here").isEmptyDirectory();
    assertThat(said).hasSize(3).startsWith("garbage was collected");
    assertThat(said.subList(1, 3))
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .contains("The engine failed in epoch 1")
                    .containsPattern("The process takes [0-9]+ MB of memory")
                    .contains("and " + LIMIT + " MB are its limit; take smaller batches"));
  }

  @Test
  void shouldLeaveALimitThatSomebodySetToJavaCpp() throws IOException {
    assertThat(run("-Dorg.bytedeco.javacpp.maxphysicalbytes=4g", LOOK_ONLY))
        .containsExactly("JavaCPP's limit 4096 MiB, the guard's 0 MiB");
  }

  private List<String> run(String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseG1GC"));
    command.addAll(List.of(settings));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  /** Makes garbage beyond the limit, then trains while it holds as much as the limit. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      Nd4jRuntime.prepareThread();
      if (Boolean.getBoolean("look-only")) {
        System.out.printf(
            "JavaCPP's limit %d MiB, the guard's %d MiB%n",
            Pointer.maxPhysicalBytes() / MEBIBYTE, Nd4jRuntime.guard().limit() / MEBIBYTE);
        return;
      }
      for (int made = 0; made < GARBAGE; made += MEBIBYTES_EACH) {
        array();
        Nd4jRuntime.guard().pass();
      }
      System.out.println("garbage was " + (isCollected() ? "collected" : "left"));
      List<INDArray> held = new ArrayList<>();
      for (int made = 0; made < LIMIT; made += MEBIBYTES_EACH) {
        held.add(array());
      }
      System.out.println(failure(1));
      System.out.println(failure(2));
      held.forEach(INDArray::close);
    }

    private static boolean isCollected() {
      long begun = System.nanoTime();
      while (Pointer.physicalBytes() > LIMIT * (long) MEBIBYTE
          && System.nanoTime() - begun < PATIENCE_NANOS) {
        Nd4jRuntime.guard().pass();
      }
      return Pointer.physicalBytes() <= LIMIT * (long) MEBIBYTE;
    }

    private static INDArray array() {
      return Nd4j.createUninitialized(DataType.FLOAT, MEBIBYTES_EACH * MEBIBYTE / 4L).addi(1);
    }

    private static String failure(int devices) {
      Digits digits = Digits.load();
      try {
        new Dl4jEngine(System::nanoTime)
            .train(
                new TrainingJob(
                    Architectures.perceptron(64, 16, 10, 16),
                    digits.training(),
                    digits.test(),
                    TrainingSettings.of(1, 3).withDevices(devices)),
                TrainingListener.NONE);
        return "nothing failed";
      } catch (EngineFailedException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
