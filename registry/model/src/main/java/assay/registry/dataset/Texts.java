package assay.registry.dataset;

import java.util.regex.Pattern;

/** Checks of a stranger's texts: lengths, and no characters that play tricks on a screen. */
final class Texts {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]");

  private Texts() {}

  static void requireLine(String what, String text, int longest) {
    requireText(what, text, longest);
    if (text.isBlank() || text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(what + " must be one line with something in it.");
    }
  }

  static void requireText(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters; the limit is " + longest + ".");
    }
    if (CONTROL.matcher(text).find()) {
      throw new IllegalArgumentException(what + " holds control characters; remove them.");
    }
  }
}
