package assay.registry.format;

import assay.registry.seal.PlainWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** What an owner wants to seal: a file as it is, or a folder, which becomes one tar archive. */
public sealed interface PlainSource extends PlainWriter permits PlainFile, PlainFolder {

  /**
   * The source at that path.
   *
   * @throws FormatRefusedException if there is neither a file nor a folder
   */
  static PlainSource at(Path path) {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return new PlainFolder(path);
    }
    if (Files.isRegularFile(path)) {
      return new PlainFile(path);
    }
    throw new FormatRefusedException(path + " is neither a file nor a folder; check the path.");
  }

  /** Reads everything once and tells what it is. */
  default Survey survey() throws IOException {
    return survey(read -> {});
  }

  /**
   * Reads everything once and tells what it is.
   *
   * @param progress is told after each step how many bytes it read, in all about {@link #bytes}
   */
  Survey survey(LongConsumer progress) throws IOException;

  /** Writes the bytes to be sealed, always the same for the same files; leaves the target open. */
  @Override
  void writeTo(OutputStream target) throws IOException;

  /** A line that changes whenever a file does, as far as sizes and times tell. */
  String fingerprint() throws IOException;

  /** About how many bytes {@link #writeTo} writes. */
  long bytes() throws IOException;
}
