package assay.agent.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program and its arguments, run without a shell. It has a limited time, of its output so much is
 * kept as the limit says, its errors are not read; when its time is over it is ended with its
 * children. Immutable; every run is a process of its own.
 *
 * @param command the program with its whole path, and its arguments
 * @param patience the longest that one run may take
 * @param mostOutput bytes of standard output to keep, at least 0
 */
public record BoundedProgram(List<String> command, Duration patience, int mostOutput) {

  private static final int BUFFER = 1 << 13;
  private static final long LAST_WORDS_MILLIS = 200;

  public BoundedProgram {
    command = List.copyOf(command);
    if (command.isEmpty() || mostOutput < 0 || patience.isNegative()) {
      throw new IllegalArgumentException("A program needs a name, a time and room for its words.");
    }
  }

  /** Runs it with nothing on its standard input. */
  public Outcome run() throws InterruptedException {
    return run("");
  }

  /** Runs it with this text on its standard input, which it need not read. */
  public Outcome run(String input) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        return await(process, input);
      } finally {
        end(process);
      }
    } catch (IOException e) {
      return new Outcome.NotStarted(String.valueOf(e.getMessage()));
    }
  }

  private Outcome await(Process process, String input) throws InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Thread reader = daemon(() -> keep(process.getInputStream(), output));
    daemon(() -> tell(process, input));
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Outcome.TookTooLong(patience.toMillis());
    }
    // A child of the program may hold its output open for ever.
    reader.join(LAST_WORDS_MILLIS);
    synchronized (output) {
      return new Outcome.Ended(process.exitValue(), output.toString(StandardCharsets.UTF_8));
    }
  }

  private void keep(InputStream from, ByteArrayOutputStream to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        synchronized (to) {
          to.write(buffer, 0, Math.min(read, mostOutput - to.size()));
        }
      }
    } catch (IOException e) {
      // The program is gone; what it said so far counts.
    }
  }

  private static void tell(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It does not want to read it all; its exit code says whether that is well.
    }
  }

  private Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "talk with " + command.get(0));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
  }
}
