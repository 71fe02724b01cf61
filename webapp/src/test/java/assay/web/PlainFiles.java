package assay.web;

import assay.registry.publish.SealedFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What owners might seal, and what they get.
 *
 * @param folder where it is made
 */
record PlainFiles(Path folder) {

  private static final int LARGE_MEGABYTES = 300;

  /** A table of three columns. */
  Path table(String name, int rows) throws IOException {
    String text =
        IntStream.range(0, rows)
            .mapToObj(row -> "%d,%.2f,\"Zeile %d, ß\"\n".formatted(row, row / 7.0, row))
            .collect(Collectors.joining());
    return Files.writeString(folder.resolve(name), "id,size,remark\n" + text);
  }

  /** A table of 300 MB: the same block of rows again and again; made once. */
  Path large() throws IOException {
    Path file = folder.resolve("large.csv");
    if (!Files.exists(file)) {
      byte[] block = "1234,5.678,of many rows\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long made = 0; made < LARGE_MEGABYTES * 1_000_000L; made += block.length) {
          out.write(block);
        }
      }
    }
    return file;
  }

  /** Bytes without a pattern, the same each time. */
  static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(7).nextBytes(noise);
    return noise;
  }

  /** Sealed files as {@code register} wants them, which no browser can save. */
  static SealedFolder readableByOwnerOnly(Path path) throws IOException {
    SealedFolder sealed = new SealedFolder(path);
    Files.setPosixFilePermissions(
        sealed.identityFile(), PosixFilePermissions.fromString("rw-------"));
    return sealed;
  }
}
