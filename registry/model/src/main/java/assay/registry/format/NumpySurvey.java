package assay.registry.format;

import assay.registry.dataset.ElementType;
import assay.registry.dataset.SchemaField;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through arrays saved by NumPy: one ({@code .npy}) or several under names ({@code .npz}),
 * whose first dimension counts the samples. Arrays of objects are refused: they are pickles, which
 * are programs. Source: NumPy's NEP 1, "A Simple File Format for NumPy Arrays".
 */
final class NumpySurvey {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']{2,8})', 'fortran_order': (True|False), "
              + "'shape': \\(((?:\\d{1,10}(?:, |,)?){0,8})\\), *\\} *\n");
  private static final Map<String, ElementType> ELEMENTS =
      Map.of(
          "|b1", ElementType.BOOL,
          "|u1", ElementType.UINT8,
          "|i1", ElementType.INT8,
          "<i2", ElementType.INT16,
          "<i4", ElementType.INT32,
          "<i8", ElementType.INT64,
          "<f4", ElementType.FLOAT32,
          "<f8", ElementType.FLOAT64);

  private NumpySurvey() {}

  /** Reads one array to its end. */
  static Survey ofArray(InputStream content) throws IOException {
    Found found = read("values", content);
    return new Survey("npy", List.of(found.field()), found.samples());
  }

  /** Reads all arrays of an {@code .npz} file; they must have equally many samples. */
  static Survey ofArchive(FileTree archive) throws IOException {
    List<Found> found = new ArrayList<>();
    archive.walk((name, bytes, content) -> found.add(read(arrayName(name), content)));
    if (found.isEmpty()) {
      throw new FormatRefusedException("The .npz file holds no array; save at least one.");
    }
    int samples = found.get(0).samples();
    for (Found other : found) {
      if (other.samples() != samples) {
        throw new FormatRefusedException(
            "The arrays '%s' and '%s' have %d and %d samples; save equally many of each."
                .formatted(
                    found.get(0).field().name(), other.field().name(), samples, other.samples()));
      }
    }
    return new Survey("npz", found.stream().map(Found::field).toList(), samples);
  }

  private record Found(SchemaField field, int samples) {}

  private static String arrayName(EntryName name) {
    if (!name.text().endsWith(".npy")) {
      throw new FormatRefusedException(
          "'" + name + "' in the .npz file is no array; save arrays with numpy.savez only.");
    }
    return name.text().substring(0, name.text().length() - ".npy".length());
  }

  private static Found read(String name, InputStream content) throws IOException {
    Matcher header = HEADER.matcher(header(name, content));
    if (!header.matches()) {
      throw refused(name, "has a header this program does not read");
    }
    ElementType type = ELEMENTS.get(header.group(1));
    if (type == null) {
      throw refused(
          name, "holds '" + header.group(1) + "'; convert it with astype to one of " + known());
    }
    if (header.group(2).equals("True")) {
      throw refused(name, "is in Fortran order; save numpy.ascontiguousarray of it");
    }
    Shape shape = new Shape(sizes(name, header.group(3)), bytesOf(header.group(1)));
    shape.requireExactly(content, ".npy");
    return new Found(new SchemaField(name, type, shape.ofOneSample(), false), shape.samples());
  }

  private static String header(String name, InputStream content) throws IOException {
    DataInputStream in = new DataInputStream(content);
    try {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw refused(name, "does not start as NumPy's files do");
      }
      int version = in.readUnsignedShort() >> 8;
      int low = in.readUnsignedByte() | in.readUnsignedByte() << 8;
      int length = version == 1 ? low : low | in.readUnsignedShort() << 16;
      if (length < 0 || length > LONGEST_HEADER) {
        throw refused(name, "has a header that is too long");
      }
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    } catch (EOFException e) {
      throw refused(name, "ends inside its header");
    }
  }

  private static List<Integer> sizes(String name, String text) {
    try {
      return Stream.of(text.split(", ?"))
          .filter(size -> !size.isEmpty())
          .map(Integer::valueOf)
          .toList();
    } catch (NumberFormatException e) {
      throw refused(name, "has a dimension above " + Integer.MAX_VALUE);
    }
  }

  private static int bytesOf(String descr) {
    return descr.charAt(2) - '0';
  }

  private static List<String> known() {
    return ELEMENTS.keySet().stream().sorted().toList();
  }

  private static FormatRefusedException refused(String name, String why) {
    return new FormatRefusedException("The array '" + name + "' " + why + ".");
  }
}
