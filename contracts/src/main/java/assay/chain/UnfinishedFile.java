package assay.chain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file written beside its place and moved there, flushed, by {@link #finish}; closed before that,
 * it disappears. Only its owner may read it.
 */
public final class UnfinishedFile implements AutoCloseable {

  private static final String PREFIX = ".part";

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final EarlyFlush disk;
  private final OutputStream stream;

  /** Removes what a killed process left unfinished in a folder nobody else writes to now. */
  public static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }

  /** Writes a file in one go, in the place of one that may be there. */
  public static void write(Path target, byte[] content) throws IOException {
    try (UnfinishedFile file = new UnfinishedFile(target)) {
      file.stream().write(content);
      file.finish();
    }
  }

  /** Begins the file, in the folder of its place. */
  public UnfinishedFile(Path target) throws IOException {
    this.target = target.toAbsolutePath();
    part = Files.createTempFile(Objects.requireNonNull(this.target.getParent()), PREFIX, "");
    channel = FileChannel.open(part, StandardOpenOption.WRITE);
    disk = new EarlyFlush(channel);
    stream = new BufferedOutputStream(new Named(Channels.newOutputStream(channel)), 1 << 16);
  }

  /** A full disk says only that it is full; whoever reads it wants to know which file it was. */
  private final class Named extends OutputStream {

    private final OutputStream out;

    Named(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
        disk.wrote(length);
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        FileSystemException named =
            new FileSystemException(target.toString(), null, String.valueOf(e.getMessage()));
        named.initCause(e);
        throw named;
      }
    }
  }

  public OutputStream stream() {
    return stream;
  }

  /** Puts the file in its place, whole and on disk. */
  public void finish() throws IOException {
    stream.flush();
    disk.finish();
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    disk.stop();
    channel.close();
    Files.deleteIfExists(part);
  }
}
