package assay.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final FileChannel channel;
  private final Clock clock;
  private final List<JournalEntry> entries;
  private boolean isBroken;

  Journal(Path file, FileChannel channel, Clock clock, List<JournalEntry> entries) {
    this.file = file;
    this.channel = channel;
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
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      lock(file, channel);
      return new Journal(file, channel, clock, readAndCutTornEnd(file, channel));
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
    if (isBroken) {
      throw new JournalException(file, "could not be written before; see to its disk and restart.");
    }
    JournalEntry entry = new JournalEntry(clock.instant(), subject, step, facts);
    try {
      append(JSON.writeValueAsString(entry) + "\n");
    } catch (IOException e) {
      isBroken = true;
      throw new JournalException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
    entries.add(entry);
    return entry;
  }

  /** Leaves the whole line or nothing: another one behind half a line would damage both. */
  private void append(String text) throws IOException {
    long start = channel.position();
    try {
      ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      cutBack(start, e);
      throw e;
    }
  }

  private void cutBack(long end, IOException failure) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
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
      channel.close();
    } catch (IOException e) {
      throw new JournalException(file, "cannot be closed: " + e.getMessage() + ".", e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new JournalException(file, "is in use by this very program.", e);
    }
    throw new JournalException(file, "is in use by another agent with this home.");
  }

  private static List<JournalEntry> readAndCutTornEnd(Path file, FileChannel channel)
      throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    // Through the locked channel: closing any other one of the file would end the lock (POSIX).
    byte[] content = Channels.newInputStream(channel).readAllBytes();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        entries.add(parse(file, new String(content, start, i - start, StandardCharsets.UTF_8)));
        start = i + 1;
      }
    }
    channel.truncate(start);
    channel.position(start);
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
