package assay.agent.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** The same work in Python, where a Python with PyTorch is installed. */
final class PyTorchProgram implements Contestant {

  private static final String RESOURCE = "pytorch_training.py";
  private static final int MOST_MINUTES = 10;
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private final String python;
  private final Path program;
  private final Duration atLeast;
  private final String mode;

  private PyTorchProgram(String python, Path program, Duration atLeast, String mode) {
    this.python = python;
    this.program = program;
    this.atLeast = atLeast;
    this.mode = mode;
  }

  /**
   * Finds a Python that imports torch, and writes the program to a folder.
   *
   * @param atLeast how long each turn goes on
   * @param mode {@code train} or {@code infer}
   */
  static Optional<PyTorchProgram> find(Path folder, Duration atLeast, String mode)
      throws IOException {
    for (String python : PYTHONS) {
      if (imports(python)) {
        Path program = folder.resolve(RESOURCE);
        try (InputStream in = PyTorchProgram.class.getResourceAsStream(RESOURCE)) {
          Files.copy(
              Objects.requireNonNull(in, "The jar lacks " + RESOURCE + "."),
              program,
              StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(new PyTorchProgram(python, program, atLeast, mode));
      }
    }
    return Optional.empty();
  }

  private static boolean imports(String python) throws InterruptedIOException {
    try {
      return run(List.of(python, "-c", "import torch")).isPresent();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Speed turn(BenchNet net) throws IOException {
    String seconds = String.format(Locale.ROOT, "%.3f", atLeast.toMillis() / 1e3);
    String said =
        run(List.of(python, program.toString(), mode, net.word(), seconds))
            .orElseThrow(
                () -> new IOException("The PyTorch program failed; run " + program + " by hand."));
    try (Scanner figures = new Scanner(said).useLocale(Locale.ROOT)) {
      double samples = figures.nextDouble();
      double cpuSeconds = figures.nextDouble();
      return new Speed(samples / figures.nextDouble(), samples / cpuSeconds);
    }
  }

  /** What the command printed, if it ended well. */
  private static Optional<String> run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      return ended && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The measurement was interrupted.");
    } finally {
      process.destroyForcibly();
    }
  }
}
