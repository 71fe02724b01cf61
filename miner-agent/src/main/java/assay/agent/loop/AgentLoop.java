package assay.agent.loop;

import assay.agent.home.KeyInUseException;
import assay.agent.journal.JournalException;
import assay.chain.TransactionJournalException;
import assay.chain.UnknownDeploymentException;
import assay.chain.WrongChainException;
import java.time.Duration;
import java.util.List;

/**
 * Calls an agent's tasks until it is told to stop. Why a task fails is told once, and the task is
 * called again, for chain, store and platform may come and go; only a broken journal, an unknown
 * deployment and a key that somebody else uses too end the loop, because going on would be worse
 * than stopping. A wrong chain ends it at the gate, where it is a setting that is wrong; later
 * another node may answer for a while, nothing is signed for it, and the right one is waited for.
 */
public final class AgentLoop {

  private static final Duration PAUSE = Duration.ofMillis(400);

  private final AgentTask gate;
  private final List<AgentTask> tasks;
  private final Troubles troubles;
  private volatile boolean isEnding;

  /** A loop whose tasks are called from the start. */
  public AgentLoop(Narrator narrator, List<AgentTask> tasks) {
    this(narrator, () -> {}, tasks);
  }

  /**
   * @param gate what has to succeed once before any task is called
   */
  public AgentLoop(Narrator narrator, AgentTask gate, List<AgentTask> tasks) {
    this(new Troubles(narrator, System::nanoTime), gate, tasks);
  }

  AgentLoop(Troubles troubles, AgentTask gate, List<AgentTask> tasks) {
    this.troubles = troubles;
    this.gate = gate;
    this.tasks = List.copyOf(tasks);
  }

  /** Runs until it is told to end or the thread is interrupted. */
  public void run() {
    try {
      while (!isEnding && !isPast(gate)) {
        Thread.sleep(PAUSE.toMillis());
      }
      while (!isEnding && !Thread.currentThread().isInterrupted()) {
        tasks.stream().takeWhile(task -> !isEnding).forEach(this::advance);
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the loop end after the task at hand; an interrupt would break into what it writes. */
  public void end() {
    isEnding = true;
  }

  private boolean isPast(AgentTask first) {
    boolean hasSucceeded = attempt(first);
    if (hasSucceeded) {
      troubles.succeeded(first);
    }
    return hasSucceeded;
  }

  private void advance(AgentTask task) {
    try {
      if (attempt(task)) {
        troubles.passed(task);
      }
    } catch (WrongChainException e) {
      troubles.failed(task, e);
    }
  }

  private boolean attempt(AgentTask task) {
    try {
      task.advance();
      return true;
    } catch (JournalException
        | TransactionJournalException
        | KeyInUseException
        | WrongChainException
        | UnknownDeploymentException e) {
      throw e;
    } catch (RuntimeException e) {
      troubles.failed(task, e);
      return false;
    }
  }
}
