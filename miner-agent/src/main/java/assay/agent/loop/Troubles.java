package assay.agent.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What keeps tasks from their work. A reason is told once, however many tasks have it and however
 * often, and once that it is over. Not thread-safe.
 */
final class Troubles {

  /** Most turns of a task try nothing, so one without a failure does not mean that all is well. */
  static final Duration CALM = Duration.ofSeconds(20);

  private record Trouble(String reason, long seen) {}

  private final Narrator narrator;
  private final LongSupplier nanos;
  private final Map<AgentTask, Trouble> held = new HashMap<>();

  /**
   * @param nanos a clock as {@link System#nanoTime}
   */
  Troubles(Narrator narrator, LongSupplier nanos) {
    this.narrator = narrator;
    this.nanos = nanos;
  }

  void failed(AgentTask task, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    boolean isKnown = isHeld(reason);
    held.put(task, new Trouble(reason, nanos.getAsLong()));
    if (!isKnown) {
      narrator.tell(
          "waiting", "agent", reason, Map.of("failure", failure.getClass().getSimpleName()));
    }
  }

  /** The task was called and did not fail. */
  void passed(AgentTask task) {
    Trouble trouble = held.get(task);
    if (trouble != null && nanos.getAsLong() - trouble.seen() >= CALM.toNanos()) {
      succeeded(task);
    }
  }

  /** The task did what it is there for. */
  void succeeded(AgentTask task) {
    Trouble over = held.remove(task);
    if (over != null && !isHeld(over.reason())) {
      narrator.tell("going-on", "agent", "Going on.");
    }
  }

  private boolean isHeld(String reason) {
    return held.values().stream().anyMatch(trouble -> trouble.reason().equals(reason));
  }
}
