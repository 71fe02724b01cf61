package assay.web.api;

import java.security.SecureRandom;
import java.util.Random;

/** Gives the same bytes after each restart, so that examples can show what was drawn. */
final class RepeatableRandom extends SecureRandom {

  private static final long SEED = 20_260_504;

  private transient Random bytes = new Random(SEED);

  void restart() {
    bytes = new Random(SEED);
  }

  @Override
  public void nextBytes(byte[] drawn) {
    bytes.nextBytes(drawn);
  }
}
