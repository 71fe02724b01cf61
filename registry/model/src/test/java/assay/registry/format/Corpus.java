package assay.registry.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Builds good and hostile files for the tests; nothing of it is kept in the repository. */
final class Corpus {

  private final Path folder;

  Corpus(Path folder) {
    this.folder = folder;
  }

  /** Writes something into a stream. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds entries to a tar archive. */
  @FunctionalInterface
  interface TarBody {
    void writeTo(TarArchiveOutputStream out) throws IOException;
  }

  Path text(String name, String text) throws IOException {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path bytes(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  Path gzip(String name, Body body) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      body.writeTo(out);
    }
    return file;
  }

  Path tar(String name, TarBody body) throws IOException {
    Path file = folder.resolve(name);
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      body.writeTo(out);
    }
    return file;
  }

  Path zip(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(1);
      }
    }
    return file;
  }

  static void file(TarArchiveOutputStream out, String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  static void special(TarArchiveOutputStream out, String name, byte kind) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind);
    entry.setLinkName("/etc/passwd");
    out.putArchiveEntry(entry);
    out.closeArchiveEntry();
  }

  /** Zeros that pack a thousandfold. */
  static Body zeros(long bytes) {
    return out -> {
      byte[] step = new byte[1 << 20];
      for (long done = 0; done < bytes; done += step.length) {
        out.write(step);
      }
    };
  }

  /** An array as {@code numpy.save} writes it. */
  static byte[] npy(String descr, String shape, int valueBytes) {
    String dictionary =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
    String header = dictionary + " ".repeat(117 - dictionary.length()) + "\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(new byte[valueBytes]);
    return out.toByteArray();
  }
}
