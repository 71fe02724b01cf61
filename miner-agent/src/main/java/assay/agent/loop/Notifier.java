package assay.agent.loop;

import assay.agent.program.BoundedProgram;
import assay.agent.program.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
      Outcome outcome =
          new BoundedProgram(List.of(command.toString()), patience, 0)
              .run(JsonNotes.line(note) + "\n");
      if (!outcome.isWell()) {
        fail(command, outcome.words());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(Path command, String why) {
    narrator.tell("notify-failed", command, "The program " + command + " " + why + ".");
  }
}
