package assay.agent.loop;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Notes as lines for people. */
public final class TextNotes implements Consumer<Note> {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int SHORT = 10;

  private final PrintStream out;
  private final ZoneId zone;

  public TextNotes(PrintStream out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  @Override
  public synchronized void accept(Note note) {
    String subject =
        note.subject().length() > SHORT ? note.subject().substring(0, SHORT) : note.subject();
    out.printf("%s  %-10s  %s%n", TIME.format(note.at().atZone(zone)), subject, note.message());
    out.flush();
  }
}
