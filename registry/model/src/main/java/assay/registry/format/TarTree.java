package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive, read from front to back; folders in it are passed over. */
public final class TarTree implements FileTree {

  private final Source source;

  /** Opens the archive's bytes, unpacked, from their beginning. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  public TarTree(Source source) {
    this.source = source;
  }

  @Override
  public void walk(Visitor visitor) throws IOException {
    Entries entries = new Entries();
    HeaderLimit limit = new HeaderLimit(source.open());
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(limit, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry e = next(tar, limit); e != null; e = next(tar, limit)) {
        if (!e.isDirectory()) {
          EntryName name = entries.next(e.getName());
          requireFile(e, name);
          visitor.visit(name, e.getSize(), tar);
        }
        tar.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IllegalArgumentException e) {
      throw new FormatRefusedException("This is not a sound tar archive: " + e.getMessage(), e);
    }
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, HeaderLimit limit)
      throws IOException {
    limit.enterHeader();
    TarArchiveEntry entry = tar.getNextEntry();
    limit.leaveHeader();
    return entry;
  }

  private static void requireFile(TarArchiveEntry entry, EntryName name) {
    switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> {
        if (entry.isSparse()) {
          throw Entries.notAFile(name);
        }
      }
      default -> throw Entries.notAFile(name);
    }
  }
}
