package assay.agent.loop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a program of the owner's with each note that he should hear of though he looks at no screen:
 * the note as one line of JSON on its standard input, no shell, no arguments. The program has a
 * limited time; whatever goes wrong with it is told, and the agent goes on. Thread-safe.
 */
public final class Notifier implements Consumer<Note>, AutoCloseable {

  /** What an owner hears of. */
  public static final Set<String> EVENTS =
      Set.of("request-waits", "grant-expires", "grant-used", "grant-paid");

  /** Strangers cause notes; beyond this many that wait, they are only told on the screen. */
  static final int LONGEST_QUEUE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Optional<Path> program;
  private final Narrator narrator;
  private final Duration patience;
  private final ThreadPoolExecutor worker;

  /**
   * @param program what is run, or nothing
   * @param narrator hears what goes wrong
   */
  public Notifier(Optional<Path> program, Narrator narrator) {
    this(program, narrator, PATIENCE);
  }

  Notifier(Optional<Path> program, Narrator narrator, Duration patience) {
    this.program = program;
    this.narrator = narrator;
    this.patience = patience;
    this.worker =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST_QUEUE), Notifier::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notifier");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void accept(Note note) {
    if (program.isEmpty() || !EVENTS.contains(note.event())) {
      return;
    }
    try {
      worker.execute(() -> run(program.get(), note));
    } catch (RejectedExecutionException e) {
      fail(program.get(), "has too many notifications waiting; one is left out");
    }
  }

  /** Lets what runs end within its time, and starts nothing more. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(patience.toMillis() * 2, TimeUnit.MILLISECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void run(Path command, Note note) {
    try {
      Process process =
          new ProcessBuilder(command.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        tell(process, note);
        await(command, process);
      } finally {
        end(process);
      }
    } catch (IOException e) {
      fail(command, "cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(Process process, Note note) {
    try (OutputStream in = process.getOutputStream()) {
      in.write((JsonNotes.line(note) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It does not want to read it all; its exit code says whether that is well.
    }
  }

  private void await(Path command, Process process) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      fail(command, "took longer than " + patience.toMillis() + " ms and was ended");
    } else if (process.exitValue() != 0) {
      fail(command, "ended with code " + process.exitValue());
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
  }

  private void fail(Path command, String why) {
    narrator.tell("notify-failed", command, "The program " + command + " " + why + ".");
  }
}
