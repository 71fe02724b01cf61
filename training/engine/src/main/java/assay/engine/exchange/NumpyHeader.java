package assay.engine.exchange;

import assay.engine.exchange.ForeignModelException.Reason;
import assay.training.spec.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the values of a {@code .npy}: NumPy's format 1.0 or 2.0, a Python dictionary
 * of three entries (numpy.lib.format). Only little-endian float32 in C order passes.
 */
final class NumpyHeader {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 4096;
  private static final int ALIGNMENT = 64;
  private static final int BEFORE_TEXT = 10;

  private NumpyHeader() {}

  static byte[] of(TensorSpec tensor) {
    String text = text(tensor);
    int used = BEFORE_TEXT + text.length() + 1;
    String padded = text + " ".repeat((ALIGNMENT - used % ALIGNMENT) % ALIGNMENT) + "\n";
    return ByteBuffer.allocate(BEFORE_TEXT + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** Reads a header and refuses any but the tensor's own. */
  static void require(TensorSpec tensor, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    boolean isKnown =
        start.length == MAGIC.length + 2
            && Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))
            && (start[MAGIC.length] == 1 || start[MAGIC.length] == 2)
            && start[MAGIC.length + 1] == 0;
    if (!isKnown) {
      throw refused(tensor, "is no array of NumPy's format 1.0 or 2.0");
    }
    byte[] size = Arrays.copyOf(in.readNBytes(start[MAGIC.length] == 1 ? 2 : 4), 4);
    int length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > LONGEST) {
      throw refused(tensor, "has a header of " + length + " bytes");
    }
    String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    if (!form(tensor).matcher(text).matches()) {
      throw refused(tensor, "is described as " + KerasSettings.shown(text.strip()));
    }
  }

  private static String text(TensorSpec tensor) {
    return "{'descr': '<f4', 'fortran_order': False, 'shape': (%s,), }"
        .formatted(sizes(tensor, ", "));
  }

  /** NumPy writes its entries sorted; a comma after the last size stands in vectors only. */
  private static Pattern form(TensorSpec tensor) {
    return Pattern.compile(
        String.format(
            Locale.ROOT,
            "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(%s,?\\),? ?\\} *\n",
            sizes(tensor, ", ?")));
  }

  private static String sizes(TensorSpec tensor, String between) {
    return tensor.shape().sizes().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(between));
  }

  private static ForeignModelException refused(TensorSpec tensor, String what) {
    return new ForeignModelException(
        Reason.WRONG_TENSORS,
        "The array "
            + tensor.key()
            + " "
            + what
            + "; float32 in C order and of shape "
            + tensor.shape()
            + " is needed.");
  }
}
