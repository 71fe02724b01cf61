package assay.chain;

/**
 * The form that bytes have as text; millions are read, which a regular expression takes long for.
 */
final class HexText {

  private static final String PREFIX = "0x";

  private HexText() {}

  /** Whether the text is {@code 0x} and exactly that many lower-case hex digits. */
  static boolean hasDigits(String text, int digits) {
    return text.length() == PREFIX.length() + digits
        && text.startsWith(PREFIX)
        && text.chars().skip(PREFIX.length()).allMatch(HexText::isDigit);
  }

  private static boolean isDigit(int letter) {
    return ('0' <= letter && letter <= '9') || ('a' <= letter && letter <= 'f');
  }
}
