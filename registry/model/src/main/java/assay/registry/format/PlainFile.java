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
import java.util.function.LongConsumer;
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
  public Survey survey(LongConsumer progress) throws IOException {
    try {
      return survey(path.getFileName().toString().toLowerCase(Locale.ROOT), progress);
    } catch (EOFException | ZipException e) {
      throw new FormatRefusedException(
          path + " ends too early or is damaged (" + e.getMessage() + "); copy it again.", e);
    }
  }

  private Survey survey(String name, LongConsumer progress) throws IOException {
    if (name.endsWith(".npz")) {
      return NumpySurvey.ofArchive(new ZipTree(path, progress));
    }
    if (name.endsWith(".zip")) {
      return TreeSurvey.of(new ZipTree(path, progress), "zip");
    }
    if (name.endsWith(".tgz")) {
      return content(name.replace(".tgz", ".tar"), () -> unpacked(progress)).packed(".gz");
    }
    return name.endsWith(".gz")
        ? content(name.substring(0, name.length() - ".gz".length()), () -> unpacked(progress))
            .packed(".gz")
        : content(name, () -> open(progress));
  }

  private static Survey content(String name, TarTree.Source source) throws IOException {
    if (name.endsWith(".tar")) {
      return TreeSurvey.of(new TarTree(source), "tar");
    }
    try (InputStream content = source.open()) {
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

  private InputStream open(LongConsumer progress) throws IOException {
    return new BufferedInputStream(
        new ObservedInputStream(Files.newInputStream(path), progress), STEP);
  }

  private InputStream unpacked(LongConsumer progress) throws IOException {
    return new UnpackingLimit(bytes()).guard(new GZIPInputStream(open(progress), STEP));
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
