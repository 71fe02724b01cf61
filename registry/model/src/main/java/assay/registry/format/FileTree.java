package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;

/** Files under names: a folder, or an archive that is read from front to back. */
public interface FileTree {

  /** The most files that are looked through. */
  int MOST_FILES = 500_000;

  /**
   * Shows every file once.
   *
   * @throws FormatRefusedException for a link, a device, an unsafe or repeated name, too many
   *     files, or an archive that unpacks to absurd sizes
   */
  void walk(Visitor visitor) throws IOException;

  /** Looks at one file after the other. */
  @FunctionalInterface
  interface Visitor {

    /**
     * One file.
     *
     * @param bytes its length; -1 where the archive tells it only at its end
     * @param content its bytes, to be read during the call or not at all
     */
    void visit(EntryName name, long bytes, InputStream content) throws IOException;
  }
}
