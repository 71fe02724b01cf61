package assay.agent.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes as JSON lines, for programs that start agents and for log collectors. */
public final class JsonNotes implements Consumer<Note> {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final PrintStream out;

  public JsonNotes(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(Note note) {
    out.println(line(note));
    out.flush();
  }

  /** The line of a note, without its end. */
  static String line(Note note) {
    try {
      return JSON.writeValueAsString(note);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A note of plain values became unwritable JSON.", e);
    }
  }

  /** Reads a line back; empty if it is something else, such as a line of the JVM. */
  public static Optional<Note> parse(String line) {
    try {
      return line.startsWith("{")
          ? Optional.of(JSON.readValue(line, Note.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
