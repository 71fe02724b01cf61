package assay.registry.format;

import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/** Refuses headers of an archive that are too long to be honest, before they fill the memory. */
final class HeaderLimit extends ProxyInputStream {

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
  protected void afterRead(int read) {
    header += Math.max(read, 0);
    if (isInside && header > LONGEST) {
      throw new FormatRefusedException(
          "The archive has a header of more than " + LONGEST + " bytes; pack it again.");
    }
  }
}
