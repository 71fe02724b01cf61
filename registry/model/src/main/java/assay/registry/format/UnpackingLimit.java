package assay.registry.format;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * Ends the reading of a packed file as soon as it has given absurdly many bytes for its size, which
 * only files made to fill a disk do. One limit serves all entries of an archive, so that entries
 * which share their packed bytes count each time. Not thread-safe.
 */
final class UnpackingLimit {

  private static final long RATIO = 200;
  private static final long ALWAYS_FINE = 256 << 20;

  private final long most;
  private long unpacked;

  UnpackingLimit(long packedBytes) {
    most = Math.max(ALWAYS_FINE, Math.multiplyExact(RATIO, packedBytes));
  }

  InputStream guard(InputStream content) {
    return new Guarded(content);
  }

  private void count(long more) {
    unpacked += more;
    if (unpacked > most) {
      throw new FormatRefusedException(
          "This packed file unpacks to more than "
              + most
              + " bytes, "
              + RATIO
              + " times its size; if it is honest, unpack it yourself and give the files.");
    }
  }

  private final class Guarded extends ProxyInputStream {

    Guarded(InputStream content) {
      super(content);
    }

    @Override
    protected void afterRead(int read) {
      count(Math.max(read, 0));
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      count(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
