package assay.agent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;

/** The same work in Python, where a Python with PyTorch is installed. */
final class PyTorchProgram implements Contestant {

  private final List<String> program;
  private final Duration atLeast;
  private final String mode;

  private PyTorchProgram(List<String> program, Duration atLeast, String mode) {
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
    return PythonProgram.find(folder, "torch", "pytorch_training.py")
        .map(program -> new PyTorchProgram(program, atLeast, mode));
  }

  @Override
  public Speed turn(BenchNet net) throws IOException {
    String seconds = String.format(Locale.ROOT, "%.3f", atLeast.toMillis() / 1e3);
    String said =
        PythonProgram.run(
                Stream.concat(program.stream(), Stream.of(mode, net.word(), seconds)).toList())
            .orElseThrow(
                () -> new IOException("The PyTorch program failed; run " + program + " by hand."));
    try (Scanner figures = new Scanner(said).useLocale(Locale.ROOT)) {
      double samples = figures.nextDouble();
      double cpuSeconds = figures.nextDouble();
      return new Speed(samples / figures.nextDouble(), samples / cpuSeconds);
    }
  }
}
