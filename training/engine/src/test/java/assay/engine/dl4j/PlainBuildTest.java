package assay.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The build of the library for processors without AVX2, forced here by its setting. */
class PlainBuildTest {

  @Test
  void shouldLearnOnThePlainBuildAsOnTheFastOne() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.bytedeco.javacpp.maxbytes=512m",
                "-Dorg.bytedeco.javacpp.platform.extension=",
                "-cp",
                System.getProperty("java.class.path"),
                PlainBuild.class.getName())
            .redirectErrorStream(true)
            .start();

    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(output).matches("correct [0-9]+");
    int correct = Integer.parseInt(output.substring("correct ".length()));
    assertThat(correct).isCloseTo(PlainBuild.correct(), within(5)).isGreaterThan(450);
  }
}
