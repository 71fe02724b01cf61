package assay.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process with its output in a log file; each line is also handed to a listener. Closing it
 * asks the process to end and, after a while, ends it.
 */
public final class ChildProcess implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  private final String name;
  private final Path log;
  private final Process process;
  private volatile boolean isEnding;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param environment added to this process's own
   * @param lines hears every line of output, from a thread of its own
   */
  public static ChildProcess start(
      String name,
      Path log,
      List<String> command,
      Map<String, String> environment,
      Consumer<String> lines) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      process.getOutputStream().close();
      ChildProcess child = new ChildProcess(name, log, process);
      Thread reader = new Thread(() -> child.copyOutput(lines), name + "-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new LocalNetworkException(name + " could not be started: " + e.getMessage() + ".", e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Complains if the process has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new LocalNetworkException(
          "%s stopped with code %d; its log is %s.".formatted(name, process.exitValue(), log));
    }
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    isEnding = true;
    process.destroyForcibly();
    waitForEnd();
  }

  @Override
  public void close() {
    isEnding = true;
    process.destroy();
    if (!waitForEnd()) {
      kill();
    }
  }

  private boolean waitForEnd() {
    try {
      return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void copyOutput(Consumer<String> lines) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        Writer out =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(line);
        out.write('\n');
        out.flush();
        lines.accept(line);
      }
    } catch (IOException e) {
      if (!isEnding) {
        throw new UncheckedIOException("The output of " + name + " could not be read.", e);
      }
    }
  }
}
