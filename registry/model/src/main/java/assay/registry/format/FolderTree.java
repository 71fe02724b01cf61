package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder, in an order that depends on their names alone. Links and devices are
 * refused: what they lead to is not in the folder.
 */
public final class FolderTree implements FileTree {

  private final Path folder;

  public FolderTree(Path folder) {
    this.folder = folder;
  }

  @Override
  public void walk(Visitor visitor) throws IOException {
    list(
        (path, name, bytes) -> {
          try (InputStream content = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            visitor.visit(name, bytes, content);
          }
        });
  }

  /** Names every file, in the same order and with the same refusals, and opens none. */
  void list(Listing listing) throws IOException {
    new Walk(listing).enter(folder, "");
  }

  /** Takes down one file after the other. */
  @FunctionalInterface
  interface Listing {
    void add(Path path, EntryName name, long bytes) throws IOException;
  }

  /** One way through the folder. */
  private static final class Walk {

    private final Listing listing;
    private int files;

    Walk(Listing listing) {
      this.listing = listing;
    }

    void enter(Path here, String prefix) throws IOException {
      for (Path path : sorted(here)) {
        EntryName name = new EntryName(prefix + path.getFileName());
        BasicFileAttributes facts =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (facts.isDirectory()) {
          enter(path, name + "/");
        } else if (facts.isRegularFile()) {
          add(path, name, facts.size());
        } else {
          throw new FormatRefusedException(
              path + " is a link or a device; put the file itself in its place, or remove it.");
        }
      }
    }

    private void add(Path path, EntryName name, long bytes) throws IOException {
      if (++files > MOST_FILES) {
        throw Entries.tooMany();
      }
      listing.add(path, name, bytes);
    }

    private static List<Path> sorted(Path folder) throws IOException {
      try (Stream<Path> paths = Files.list(folder)) {
        List<Path> found = paths.limit(MOST_FILES + 1L).sorted().toList();
        if (found.size() > MOST_FILES) {
          throw Entries.tooMany();
        }
        return found;
      }
    }
  }
}
