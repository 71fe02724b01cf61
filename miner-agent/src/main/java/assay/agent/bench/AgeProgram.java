package assay.agent.bench;

import assay.registry.seal.AgeRecipient;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code age} command, run in a folder that holds the identity as {@code identity.txt}. */
final class AgeProgram {

  private static final int MOST_MINUTES = 10;

  private final Path program;
  private final Path folder;

  private AgeProgram(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The command, if the PATH has one. */
  static Optional<AgeProgram> find(Path folder) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, "age"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new AgeProgram(program, folder));
  }

  void seal(AgeRecipient recipient, Path plain, Path target) throws IOException {
    run("-r", recipient.text(), "-o", target.toString(), plain.toString());
  }

  void open(Path source, Path target) throws IOException {
    run("-d", "-i", "identity.txt", "-o", target.toString(), source.toString());
  }

  private void run(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = program.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("The age command failed; run it by hand to see why.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The measurement was interrupted.");
    } finally {
      process.destroyForcibly();
    }
  }
}
