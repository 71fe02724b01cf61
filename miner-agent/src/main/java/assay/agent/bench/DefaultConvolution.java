package assay.agent.bench;

import assay.agent.engine.EngineChoice;
import assay.training.run.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Scanner;

/**
 * Deeplearning4j with its convolution as it comes, without oneDNN: a setting that counts once for a
 * process, so it trains in one of its own.
 *
 * @param atLeast how long each turn goes on
 */
public record DefaultConvolution(Duration atLeast) implements Contestant {

  private static final String DISABLED = "-Dorg.eclipse.deeplearning4j.helpers.disable=true";

  @Override
  public Speed turn(BenchNet net) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m",
                "-XX:+UseSerialGC",
                DISABLED,
                "-cp",
                System.getProperty("java.class.path"),
                DefaultConvolution.class.getName(),
                net.name(),
                String.valueOf(atLeast.toMillis()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try (Scanner figures = new Scanner(said).useLocale(Locale.ROOT)) {
        return new Speed(figures.nextDouble(), figures.nextDouble());
      } catch (NoSuchElementException e) {
        throw new IOException("Training without oneDNN failed in its process: " + said, e);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** The turn itself: a net and milliseconds in, samples a second and a processor second out. */
  public static void main(String[] arguments) throws IOException {
    Duration atLeast = Duration.ofMillis(Long.parseLong(arguments[1]));
    Speed speed =
        new TrainBench(Path.of("."), atLeast, Stopwatches.ofThisProcess())
            .engine(
                EngineChoice.DL4J,
                TrainBench.job(BenchNet.valueOf(arguments[0]), 1),
                TrainingListener.NONE);
    System.out.printf(Locale.ROOT, "%.1f %.1f%n", speed.perSecond(), speed.perCpuSecond());
  }
}
