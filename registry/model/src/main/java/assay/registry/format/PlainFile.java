package assay.registry.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One file, sealed as it is. Its name says its format; its content must agree.
 *
 * @param path where it is
 */
public record PlainFile(Path path) implements PlainSource {

  private static final int STEP = 1 << 16;

  @Override
  public Survey survey() throws IOException {
    try {
      return survey(path.getFileName().toString().toLowerCase(Locale.ROOT));
    } catch (EOFException | ZipException e) {
      throw new FormatRefusedException(
          path + " ends too early or is damaged (" + e.getMessage() + "); copy it again.", e);
    }
  }

  private Survey survey(String name) throws IOException {
    if (name.endsWith(".npz")) {
      return NumpySurvey.ofArchive(path);
    }
    if (name.endsWith(".zip")) {
      return TreeSurvey.of(new ZipTree(path), "zip");
    }
    if (name.endsWith(".tgz")) {
      return content(name.replace(".tgz", ".tar"), true).packed(".gz");
    }
    return name.endsWith(".gz")
        ? content(name.substring(0, name.length() - ".gz".length()), true).packed(".gz")
        : content(name, false);
  }

  private Survey content(String name, boolean isPacked) throws IOException {
    if (name.endsWith(".tar")) {
      return TreeSurvey.of(new TarTree(() -> open(isPacked)), "tar");
    }
    try (InputStream content = open(isPacked)) {
      if (name.endsWith(".csv")) {
        return CsvSurvey.of(content);
      }
      if (name.endsWith(".npy")) {
        return NumpySurvey.ofArray(content);
      }
      if (name.endsWith(".idx") || name.matches(".*[-.]idx[1-8]-\\w+")) {
        return IdxSurvey.of(content);
      }
      content.skipNBytes(1);
      return new Survey("bytes", List.of(TreeSurvey.bytesOf("bytes")), 1);
    }
  }

  private InputStream open(boolean isPacked) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), STEP);
    return isPacked ? new UnpackingLimit(bytes()).guard(new GZIPInputStream(raw, STEP)) : raw;
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    Files.copy(path, target);
  }

  @Override
  public String fingerprint() throws IOException {
    return Fingerprint.of(path.getFileName().toString(), path);
  }

  @Override
  public long bytes() throws IOException {
    return Files.size(path);
  }
}
