package assay.registry.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs files as one tar archive that depends on their names and bytes alone: no times, owners or
 * rights, so that equal folders give equal archives on every machine.
 */
final class FolderTar {

  private static final int READABLE_FILE = 0100644;

  private FolderTar() {}

  /** Writes the archive to its end; leaves the target open. */
  static void write(FileTree tree, OutputStream target) throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    tree.walk(
        (name, bytes, content) -> {
          tar.putArchiveEntry(entry(name, bytes));
          content.transferTo(tar);
          tar.closeArchiveEntry();
        });
    tar.finish();
  }

  private static TarArchiveEntry entry(EntryName name, long bytes) {
    TarArchiveEntry entry = new TarArchiveEntry(name.text());
    entry.setSize(bytes);
    entry.setMode(READABLE_FILE);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }
}
