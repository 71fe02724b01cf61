package assay.registry.accesslog;

import assay.registry.grant.Purpose;
import java.time.DateTimeException;
import java.time.Instant;

/** How times and purposes stand in an exported log. One text for each, no other is read. */
final class LogTexts {

  private static final int LAST_AGREED = Purpose.PREDICT.code();

  private LogTexts() {}

  /** By the name all agree on, or by its number. */
  static String purpose(Purpose purpose) {
    return purpose.code() <= LAST_AGREED ? purpose.toString() : Integer.toString(purpose.code());
  }

  static Purpose purpose(String text) {
    Purpose purpose = Purpose.parse(text);
    requireSame(text, purpose(purpose));
    return purpose;
  }

  /** In UTC, as RFC 3339 writes it. */
  static Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      requireSame(text, time.toString());
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time; write it like 2026-01-31T12:00:00Z.", e);
    }
  }

  static long number(String text) {
    long number = Long.parseLong(text);
    requireSame(text, Long.toString(number));
    return number;
  }

  private static void requireSame(String text, String usual) {
    if (!text.equals(usual)) {
      throw new IllegalArgumentException("'" + text + "' has to be written '" + usual + "'.");
    }
  }
}
