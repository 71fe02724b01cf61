package assay.registry.format;

/** Tells numbers from other text, many millions of times, without an exception for each. */
final class Numbers {

  private static final int LONGEST_WHOLE = 18;

  private Numbers() {}

  /** Whether the text is a whole number of at most 18 digits. */
  static boolean isWhole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    return digits >= 1 && digits <= LONGEST_WHOLE && onlyDigits(text, start, text.length());
  }

  /** Whether the text is a decimal number, empty, or a name for "missing" or "infinite". */
  static boolean isReal(String text) {
    return switch (text) {
      case "", "NaN", "nan", "inf", "-inf", "Infinity", "-Infinity" -> true;
      default -> isDecimal(text);
    };
  }

  private static boolean isDecimal(String text) {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    int end = exponent < 0 ? text.length() : exponent;
    return isMantissa(text, signs(text), end)
        && (exponent < 0 || isExponent(text.substring(exponent + 1)));
  }

  /** Digits with at most one point among them. */
  private static boolean isMantissa(String text, int start, int end) {
    int point = text.indexOf('.');
    if (point < 0 || point >= end) {
      return end > start && onlyDigits(text, start, end);
    }
    return end - start > 1 && onlyDigits(text, start, point) && onlyDigits(text, point + 1, end);
  }

  private static int signs(String text) {
    return text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  }

  private static boolean isExponent(String text) {
    int start = signs(text);
    return text.length() > start && onlyDigits(text, start, text.length());
  }

  private static boolean onlyDigits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
