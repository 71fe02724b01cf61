package assay.registry.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells that a file was changed without reading it: name, size, time. */
final class Fingerprint {

  private Fingerprint() {}

  static String of(String name, Path file) throws IOException {
    return name + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
  }
}
