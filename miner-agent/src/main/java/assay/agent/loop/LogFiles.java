package assay.agent.loop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Notes as JSON lines in files of limited size that only their owner may read: the newest in {@code
 * agent.jsonl}, older ones in {@code agent.1.jsonl} and so on, the oldest dropped. Of a training's
 * progress it keeps one line a minute. Notes carry no secrets; should one ever look like an age
 * identity, it is blacked out. A disk that refuses lines is complained of once, and the agent goes
 * on. Thread-safe.
 */
public final class LogFiles implements Consumer<Note>, AutoCloseable {

  private static final Pattern SECRET = Pattern.compile("AGE-SECRET-KEY-[0-9A-Za-z-]+");
  private static final Duration BETWEEN_PROGRESS = Duration.ofMinutes(1);
  private static final String NEWEST = "agent.jsonl";

  private final Path folder;
  private final long mostBytes;
  private final int files;
  private final Consumer<String> complaint;
  private final Map<String, Instant> progressAt = new HashMap<>();
  private boolean isBroken;
  private OutputStream out = OutputStream.nullOutputStream();
  private long written;

  /**
   * @param folder made if need be
   * @param mostBytes of one file; a single longer line is kept whole
   * @param files how many there are, the newest included
   * @param complaint hears why lines are lost
   */
  public LogFiles(Path folder, long mostBytes, int files, Consumer<String> complaint) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.files = files;
    this.complaint = complaint;
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      open();
    } catch (IOException e) {
      complain(e);
    }
  }

  @Override
  public synchronized void accept(Note note) {
    if (isTooSoon(note)) {
      return;
    }
    String line = SECRET.matcher(JsonNotes.line(note)).replaceAll("(a secret)") + "\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      if (isBroken) {
        out.close();
        open();
      }
      if (written > 0 && written + bytes.length > mostBytes) {
        out.close();
        rotate();
        open();
      }
      out.write(bytes);
      written += bytes.length;
      isBroken = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  private boolean isTooSoon(Note note) {
    if (!note.event().equals("training")) {
      return false;
    }
    Instant last = progressAt.get(note.subject());
    boolean isTooSoon = last != null && note.at().isBefore(last.plus(BETWEEN_PROGRESS));
    if (!isTooSoon) {
      progressAt.put(note.subject(), note.at());
    }
    return isTooSoon;
  }

  private void open() throws IOException {
    Path newest = folder.resolve(NEWEST);
    if (!Files.exists(newest)) {
      Files.createFile(
          newest,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    out = Files.newOutputStream(newest, StandardOpenOption.APPEND);
    written = Files.size(newest);
  }

  private void rotate() throws IOException {
    Files.deleteIfExists(numbered(files - 1));
    for (int number = files - 2; number >= 0; number--) {
      if (Files.exists(numbered(number))) {
        Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path numbered(int number) {
    return folder.resolve(number == 0 ? NEWEST : "agent." + number + ".jsonl");
  }

  private void complain(IOException failure) {
    if (!isBroken) {
      isBroken = true;
      complaint.accept("Lines of the log are lost: " + failure.getMessage() + ".");
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      complain(e);
    }
  }
}
