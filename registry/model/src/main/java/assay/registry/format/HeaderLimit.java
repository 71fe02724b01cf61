package assay.registry.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses headers of an archive that are too long to be honest, before they fill the memory. */
final class HeaderLimit extends FilterInputStream {

  private static final int LONGEST = 1 << 20;

  private boolean isInside;
  private long header;

  HeaderLimit(InputStream archive) {
    super(archive);
  }

  void enterHeader() {
    isInside = true;
    header = 0;
  }

  void leaveHeader() {
    isInside = false;
  }

  @Override
  public int read() throws IOException {
    count(1);
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int more) {
    header += more;
    if (isInside && header > LONGEST) {
      throw new FormatRefusedException(
          "The archive has a header of more than " + LONGEST + " bytes; pack it again.");
    }
  }
}
