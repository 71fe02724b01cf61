package assay.web.api;

import java.security.SecureRandom;

/** Gives the same bytes after each restart, so that examples can show what was drawn. */
final class RepeatableRandom extends SecureRandom {

  private byte next;

  void restart() {
    next = 0;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = next++;
    }
  }
}
