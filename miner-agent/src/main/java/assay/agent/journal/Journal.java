package assay.agent.journal;

import assay.chain.FileInUseException;
import assay.chain.LineFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An append-only file of JSON lines. {@link #record} returns only after the line is on disk, so
 * whatever follows it can be repeated or continued after a kill. A torn last line is the one that
 * was being written when the agent died: what it announced was not done, and it is dropped.
 *
 * <p>One process at a time: a second one on the same file is refused. Thread-safe.
 */
public final class Journal implements AutoCloseable {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;
  private final LineFile lines;
  private final Clock clock;
  private final List<JournalEntry> entries;

  private Journal(Path file, LineFile lines, Clock clock, List<JournalEntry> entries) {
    this.file = file;
    this.lines = lines;
    this.clock = clock;
    this.entries = entries;
  }

  /**
   * Opens the journal, or starts it.
   *
   * @throws JournalException if another process holds it or a line in the middle does not parse
   */
  public static Journal open(Path file, Clock clock) {
    try {
      LineFile lines = LineFile.open(file);
      return new Journal(file, lines, clock, read(file, lines));
    } catch (FileInUseException e) {
      throw new JournalException(file, e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new JournalException(file, "cannot be opened: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes the step down and flushes it to disk before returning.
   *
   * @throws JournalException if that fails, and from then on for good: what a disk that failed once
   *     holds is known only after it has been read again
   */
  public synchronized JournalEntry record(String subject, String step, Map<String, String> facts) {
    JournalEntry entry = new JournalEntry(clock.instant(), subject, step, facts);
    try {
      lines.append(JSON.writeValueAsString(entry));
    } catch (IOException e) {
      throw new JournalException(
          file,
          "cannot be written: "
              + e.getMessage()
              + ". Nothing was sent; see to the disk and start again.",
          e);
    }
    entries.add(entry);
    return entry;
  }

  /** The newest entry of that step, if it was ever about to be done. */
  public synchronized Optional<JournalEntry> last(String subject, String step) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      JournalEntry entry = entries.get(i);
      if (entry.subject().equals(subject) && entry.step().equals(step)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** All entries about the subject, oldest first. */
  public synchronized List<JournalEntry> about(String subject) {
    return entries.stream().filter(entry -> entry.subject().equals(subject)).toList();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new JournalException(file, "cannot be closed: " + e.getMessage() + ".", e);
    }
  }

  private static List<JournalEntry> read(Path file, LineFile lines) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    for (String line : lines.lines()) {
      entries.add(parse(file, line));
    }
    return entries;
  }

  private static JournalEntry parse(Path file, String line) {
    try {
      return JSON.readValue(line, JournalEntry.class);
    } catch (JsonProcessingException e) {
      throw new JournalException(file, "has a damaged line: " + e.getOriginalMessage() + ".", e);
    }
  }
}
