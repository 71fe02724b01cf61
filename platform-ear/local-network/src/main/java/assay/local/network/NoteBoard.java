package assay.local.network;

import assay.agent.loop.Note;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Passes on what the agents of a network tell, each with the agent's name. Thread-safe. */
public final class NoteBoard {

  private final List<BiConsumer<String, Note>> listeners = new CopyOnWriteArrayList<>();

  /** Adds a listener for everything told from now on. */
  public void add(BiConsumer<String, Note> listener) {
    listeners.add(listener);
  }

  void pin(String agent, Note note) {
    listeners.forEach(listener -> listener.accept(agent, note));
  }
}
