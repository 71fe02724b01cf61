package assay.agent.command;

import assay.agent.loop.JsonNotes;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.loop.TextNotes;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that chooses how an agent tells what it does. */
final class NotesOption {

  @Option(names = "--json", description = "Tell what happens as JSON lines.")
  private boolean json;

  Narrator narrator(Clock clock) {
    return new Narrator(clock, listener());
  }

  Consumer<Note> listener() {
    return json ? new JsonNotes(System.out) : new TextNotes(System.err, ZoneId.systemDefault());
  }
}
