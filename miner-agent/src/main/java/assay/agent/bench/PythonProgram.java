package assay.agent.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Our programs in Python, where a Python has the library that they measure. */
final class PythonProgram {

  private static final int MOST_MINUTES = 10;
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private PythonProgram() {}

  /**
   * Finds a Python that imports the library, and writes the program to a folder.
   *
   * @param resource the program's name, beside this class
   * @return the words of a command that begin with the program; empty where no Python has it
   */
  static Optional<List<String>> find(Path folder, String library, String resource)
      throws IOException {
    for (String python : PYTHONS) {
      if (imports(python, library)) {
        Path program = folder.resolve(resource);
        try (InputStream in = PythonProgram.class.getResourceAsStream(resource)) {
          Files.copy(
              Objects.requireNonNull(in, "The jar lacks " + resource + "."),
              program,
              StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(List.of(python, program.toString()));
      }
    }
    return Optional.empty();
  }

  private static boolean imports(String python, String library) throws InterruptedIOException {
    try {
      return run(List.of(python, "-c", "import " + library)).isPresent();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the command printed, if it ended well. */
  static Optional<String> run(List<String> command) throws IOException {
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
