package assay.registry.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses a row without an end, such as one open quote makes, before it fills the memory. */
final class RowLimit extends FilterReader {

  private static final int LONGEST = 16 << 20;

  private long sinceStart;

  RowLimit(Reader source) {
    super(source);
  }

  /** Says that a row was read to its end. */
  void startRow() {
    sinceStart = 0;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(1);
    return value;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(read);
    return read;
  }

  private void count(int more) {
    sinceStart += more;
    if (sinceStart > LONGEST) {
      throw new FormatRefusedException(
          "A row of the table is longer than " + LONGEST + " characters; look for an open quote.");
    }
  }
}
