package assay.chain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes small secrets to files that only their owner may read. What relies on a secret is often
 * irreversible, so a file is there with all of it on disk, or not at all.
 */
public final class SecretFile {

  private SecretFile() {}

  /**
   * Writes a new file; refuses to replace one.
   *
   * @throws FileAlreadyExistsException if a file is there already
   */
  public static void write(Path file, String secret) throws IOException {
    try (UnfinishedFile part = new UnfinishedFile(file)) {
      part.stream().write(secret.getBytes(StandardCharsets.UTF_8));
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      part.finish();
    }
    flushNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  static void flushNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
