package assay.registry.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What other implementations computed, and the files they computed it of. */
final class Vectors {

  private Vectors() {}

  /** The lines of a resource beside this class, but for its comments. */
  static List<String> lines(String resource) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream(resource)) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  /** The file of that length in every such resource. */
  static byte[] content(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((i * 31L + (i >> 8) * 17L) % 251);
    }
    return bytes;
  }
}
