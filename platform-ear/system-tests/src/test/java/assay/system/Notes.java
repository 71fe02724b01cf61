package assay.system;

import assay.agent.loop.Note;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Everything that the agents of a town told, in the order in which it was heard. Thread-safe. */
final class Notes {

  /** A note and whose it is. */
  record Told(String agent, Note note) {}

  private final List<Told> all = new CopyOnWriteArrayList<>();

  void hear(String agent, Note note) {
    if (!note.event().equals("training")) {
      all.add(new Told(agent, note));
    }
  }

  List<Note> of(String agent) {
    return all.stream().filter(told -> told.agent().equals(agent)).map(Told::note).toList();
  }

  List<Note> of(String agent, String event) {
    return of(agent).stream().filter(note -> note.event().equals(event)).toList();
  }

  /** The first note of the agent that fits, waited for. */
  Note await(String agent, Duration bound, Predicate<Note> fits) throws InterruptedException {
    return Wait.forSome(
        "a note of " + agent + " after " + of(agent), bound, () -> first(agent, fits));
  }

  Note await(String agent, String event, Duration bound) throws InterruptedException {
    return Wait.forSome(
        "'" + event + "' from " + agent,
        bound,
        () -> first(agent, note -> note.event().equals(event)));
  }

  private Optional<Note> first(String agent, Predicate<Note> fits) {
    return of(agent).stream().filter(fits).findFirst();
  }
}
