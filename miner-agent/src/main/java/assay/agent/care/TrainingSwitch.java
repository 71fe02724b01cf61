package assay.agent.care;

import assay.agent.home.HomeException;
import assay.agent.loop.Narrator;
import assay.agent.program.BoundedProgram;
import assay.agent.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Switches a rig between training and what it else does: runs one program before the first training
 * and another after the last. A mark in the home, written before the first of them, tells a killed
 * agent's next start that the second is still due. Thread-safe.
 */
public final class TrainingSwitch {

  private static final long PAUSE_AFTER_FAILURE = Duration.ofMinutes(1).toNanos();

  private final Hooks hooks;
  private final Path mark;
  private final Narrator narrator;
  private final LongSupplier nanoTime;
  private int running;
  private Optional<HookFailedException> lastFailure = Optional.empty();
  private long failedAt;

  /**
   * @param mark a file that is there while the rig is switched to training
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public TrainingSwitch(Hooks hooks, Path mark, Narrator narrator, LongSupplier nanoTime) {
    this.hooks = hooks;
    this.mark = mark;
    this.narrator = narrator;
    this.nanoTime = nanoTime;
  }

  /** Runs what a killed agent left undone. */
  public synchronized void recover() {
    if (running == 0 && Files.exists(mark)) {
      switchBack();
    }
  }

  /**
   * Before a training. A program that failed is not run again within a minute.
   *
   * @throws HookFailedException if the program before the first one did not end well
   */
  public synchronized void enter() {
    if (running == 0) {
      refuseTooSoon();
      setMark();
      hooks.before().ifPresent(this::prepare);
    }
    running++;
  }

  private void refuseTooSoon() {
    if (lastFailure.isPresent() && nanoTime.getAsLong() - failedAt < PAUSE_AFTER_FAILURE) {
      throw lastFailure.get();
    }
  }

  private void prepare(Path program) {
    Outcome outcome = run(program);
    lastFailure =
        outcome.isWell()
            ? Optional.empty()
            : Optional.of(new HookFailedException(program, outcome.words()));
    if (lastFailure.isPresent()) {
      failedAt = nanoTime.getAsLong();
      switchBack();
      throw lastFailure.get();
    }
  }

  /** After a training that had entered. */
  public synchronized void leave() {
    running--;
    if (running == 0) {
      switchBack();
    }
  }

  /** A program that fails keeps its mark: it is run again at the next start. */
  private void switchBack() {
    Optional<Path> program = hooks.after();
    if (program.isPresent()) {
      Outcome outcome = run(program.get());
      if (!outcome.isWell()) {
        narrator.tell(
            "hook-failed",
            program.get(),
            "The program %s %s; it is run again after the next training or at the next start."
                .formatted(program.get(), outcome.words()));
        return;
      }
    }
    clearMark();
  }

  private Outcome run(Path program) {
    narrator.tell("hook-runs", program, "Runs " + program + ".");
    try {
      return new BoundedProgram(List.of(program.toString()), hooks.patience(), 0).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.NotStarted("the agent was interrupted");
    }
  }

  private void setMark() {
    try {
      if (!Files.exists(mark)) {
        Files.createFile(mark);
      }
    } catch (IOException e) {
      throw new HomeException(mark, "cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private void clearMark() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new HomeException(mark, "cannot be removed: " + e.getMessage() + ".", e);
    }
  }
}
