package assay.agent.approval;

import assay.agent.home.HomeException;
import assay.chain.UnfinishedFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes files that another process may read at any moment: all of one, or the one before. */
final class WholeFile {

  private WholeFile() {}

  static void write(Path file, byte[] content) {
    try {
      UnfinishedFile.write(file, content);
    } catch (IOException e) {
      throw new HomeException(file, "cannot be written: " + e.getMessage() + ".", e);
    }
  }
}
