package assay.agent.loop;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** Where an agent's notes go. Thread-safe if its listener is. */
public final class Narrator {

  private final Clock clock;
  private final Consumer<Note> listener;

  public Narrator(Clock clock, Consumer<Note> listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Tells something with values for programs. */
  public void tell(String event, Object subject, String message, Map<String, String> details) {
    listener.accept(new Note(clock.instant(), event, subject.toString(), message, details));
  }

  /** Tells something. */
  public void tell(String event, Object subject, String message) {
    tell(event, subject, message, Map.of());
  }
}
