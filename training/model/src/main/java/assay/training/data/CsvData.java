package assay.training.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Comma-separated samples: the values, then the label, one sample per line, no header. Strict:
 * every line has every column, every value lies in the format's range, no line is longer than its
 * columns can need, and there are no more lines than asked for. Stateless.
 */
public final class CsvData {

  /** The most samples that are read where the caller knows no smaller number. */
  public static final int MOST_SAMPLES = 10_000_000;

  private static final int LONGEST_CELL = 32;
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");

  private CsvData() {}

  /** Reads to the end of the stream, which stays open. */
  public static LabelledData read(InputStream in, DataFormat format, int mostSamples) {
    Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    List<Sample> samples = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    try {
      while (readLine(reader, line, format, samples.size() + 1)) {
        if (samples.size() == mostSamples) {
          throw new DataRefusedException("There are more than the " + mostSamples + " samples.");
        }
        samples.add(parse(line.toString(), format, samples.size() + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the samples failed.", e);
    }
    if (samples.isEmpty()) {
      throw new DataRefusedException("There is no sample at all.");
    }
    return LabelledData.of(format, samples);
  }

  /** Writes the form that {@link #read} reads back exactly; the stream stays open. */
  public static void write(LabelledData data, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < data.size(); i++) {
      line.setLength(0);
      for (float value : data.sample(i).values()) {
        line.append(text(value)).append(',');
      }
      line.append(data.label(i)).append('\n');
      out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String text(float value) {
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1 << 24;
    return isWhole ? Integer.toString((int) value) : Float.toString(value);
  }

  private static boolean readLine(Reader in, StringBuilder line, DataFormat format, int number)
      throws IOException {
    long longest = (long) (format.width() + 1) * LONGEST_CELL;
    line.setLength(0);
    int next = in.read();
    if (next < 0) {
      return false;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() == longest) {
        throw refused(number, "is longer than " + (format.width() + 1) + " columns can need");
      }
      line.append((char) next);
    }
    return true;
  }

  private static Sample parse(String line, DataFormat format, int number) {
    String[] cells = line.split(",", -1);
    if (cells.length != format.width() + 1) {
      throw refused(
          number, "has " + cells.length + " columns; " + (format.width() + 1) + " are due");
    }
    float[] values = new float[format.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(cells[i], format, number);
    }
    return new Sample(values, label(cells[values.length], format, number));
  }

  private static float value(String cell, DataFormat format, int number) {
    if (!NUMBER.matcher(cell).matches()) {
      throw refused(number, "holds '" + cell + "', which is no number");
    }
    float value = Float.parseFloat(cell);
    if (!format.holds(value)) {
      throw refused(number, "holds " + cell + ", outside " + format.low() + ".." + format.high());
    }
    return value;
  }

  private static int label(String cell, DataFormat format, int number) {
    if (!WHOLE.matcher(cell).matches() || Integer.parseInt(cell) >= format.classes()) {
      throw refused(
          number, "ends in label '" + cell + "'; labels are 0.." + (format.classes() - 1));
    }
    return Integer.parseInt(cell);
  }

  private static DataRefusedException refused(int number, String complaint) {
    return new DataRefusedException("Line " + number + " " + complaint + "; correct the file.");
  }
}
