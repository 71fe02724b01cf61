package assay.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An append-only file of text lines that only its owner may read. {@link #append} returns only
 * after the line is on disk. A torn last line is the one that was being written when its writer
 * died, and is dropped. One process at a time: a second one on the same file is refused.
 * Thread-safe.
 */
public final class LineFile implements AutoCloseable {

  private final FileChannel channel;
  private boolean isBroken;

  LineFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the file, or starts it.
   *
   * @throws FileInUseException if this program or another one holds it
   */
  public static LineFile open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    lock(channel);
    SecretFile.flushNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    LineFile lines = new LineFile(channel);
    lines.cutTornEnd();
    return lines;
  }

  /** All lines, oldest first, read from disk. */
  public synchronized List<String> lines() throws IOException {
    byte[] content = content();
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        lines.add(new String(content, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return lines;
  }

  /**
   * Leaves the whole line on disk, or nothing: another one behind half a line would damage both.
   *
   * @throws IOException if that fails, and from then on for good: what a disk that failed once
   *     holds is known only after it has been read again
   */
  public synchronized void append(String line) throws IOException {
    if (isBroken) {
      throw new IOException("it could not be written before; see to its disk and restart");
    }
    long start = channel.position();
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      isBroken = true;
      cutBack(start, e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void cutBack(long end, IOException failure) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        channel.close();
        throw new FileInUseException("is in use by another program");
      }
    } catch (OverlappingFileLockException e) {
      // Left open: closing any channel of a file would end the holder's lock (POSIX).
      throw new FileInUseException("is in use by this very program", e);
    }
  }

  private void cutTornEnd() throws IOException {
    byte[] content = content();
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    channel.truncate(end);
    channel.position(end);
  }

  /** Through the locked channel: closing any other one of the file would end the lock (POSIX). */
  private byte[] content() throws IOException {
    long position = channel.position();
    channel.position(0);
    byte[] content = Channels.newInputStream(channel).readAllBytes();
    channel.position(position);
    return content;
  }
}
