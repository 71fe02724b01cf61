package assay.agent.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * A process that does one thing after the other as it is told: a line of input each, answered by a
 * line of figures. It says who it is when it is ready. Ends when closed.
 */
final class TurnProcess implements AutoCloseable {

  private final Process process;
  private final Writer names;
  private final BufferedReader answers;
  private final String greeting;

  private TurnProcess(Process process) throws IOException {
    this.process = process;
    this.names = process.outputWriter(StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.greeting = line();
  }

  /**
   * Starts a command and waits until it is ready; what it complains of goes to our own error
   * stream.
   */
  static TurnProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return new TurnProcess(process);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Such as its version. */
  String greeting() {
    return greeting;
  }

  /** What a turn gave: seconds first. */
  double[] turn(String name) throws IOException {
    names.write(name + "\n");
    names.flush();
    try (Scanner figures = new Scanner(line()).useLocale(Locale.ROOT)) {
      return figures.tokens().mapToDouble(Double::parseDouble).toArray();
    }
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "The process "
              + process.info().commandLine().orElse("of a measurement")
              + " ended; what it complained of stands above. Fewer clients or parameters take less"
              + " memory.");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
