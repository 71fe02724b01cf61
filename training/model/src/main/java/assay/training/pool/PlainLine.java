package assay.training.pool;

import java.util.regex.Pattern;

/** Checks of a stranger's words: one line of bounded length that plays no tricks on a screen. */
public final class PlainLine {

  /**
   * Control and format characters, private and unassigned ones, line separators; and heaps of marks
   * on one letter, which reach into the lines above and below.
   */
  private static final Pattern TRICKS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]|\\p{M}{3}");

  private PlainLine() {}

  /** Refuses what is blank, too long or full of tricks. */
  public static void require(String what, String text, int longest) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " is empty; write something.");
    }
    requireOptional(what, text, longest);
  }

  static void requireOptional(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "%s has %d characters; write at most %d.".formatted(what, text.length(), longest));
    }
    if (TRICKS.matcher(text).find()) {
      throw new IllegalArgumentException(
          what + " holds characters that no line of text needs; write letters, digits and signs.");
    }
  }
}
