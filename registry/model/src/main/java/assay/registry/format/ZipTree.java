package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of a zip archive, in the order in which they lie in it. */
public final class ZipTree implements FileTree {

  private final Path file;
  private final LongConsumer progress;

  /**
   * @param progress is told after each entry how many bytes it takes in the archive
   */
  public ZipTree(Path file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  @Override
  public void walk(Visitor visitor) throws IOException {
    Entries entries = new Entries();
    UnpackingLimit limit = new UnpackingLimit(Files.size(file));
    try (ZipFile zip = open()) {
      Enumeration<ZipArchiveEntry> found = zip.getEntriesInPhysicalOrder();
      while (found.hasMoreElements()) {
        ZipArchiveEntry entry = found.nextElement();
        if (entry.isDirectory()) {
          continue;
        }
        EntryName name = entries.next(entry.getName());
        requirePlain(zip, entry, name);
        try (InputStream content = limit.guard(zip.getInputStream(entry))) {
          visitor.visit(name, entry.getSize(), content);
        }
        progress.accept(Math.max(entry.getCompressedSize(), 0));
      }
    } catch (IllegalArgumentException e) {
      throw new FormatRefusedException(
          file + " is not a sound zip archive: " + e.getMessage() + ".", e);
    }
  }

  private ZipFile open() throws IOException {
    try {
      return ZipFile.builder().setPath(file).get();
    } catch (IOException e) {
      throw new FormatRefusedException(
          file + " is not a whole zip archive (" + e.getMessage() + "); copy it again.", e);
    }
  }

  private static void requirePlain(ZipFile zip, ZipArchiveEntry entry, EntryName name) {
    if (entry.isUnixSymlink()) {
      throw Entries.notAFile(name);
    }
    if (!zip.canReadEntryData(entry)) {
      throw new FormatRefusedException(
          "The archive's '"
              + name
              + "' is encrypted or packed in an unusual way; pack it again with a plain zip.");
    }
  }
}
