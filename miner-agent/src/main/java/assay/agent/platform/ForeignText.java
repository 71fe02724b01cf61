package assay.agent.platform;

import java.util.regex.Pattern;

/** What a stranger wrote, as one line that plays no tricks on a screen. */
public final class ForeignText {

  private static final int LONGEST = 1_000;

  /** Control and format characters (which turn text around), unassigned ones, line separators. */
  private static final Pattern TRICKS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

  private ForeignText() {}

  /** The text as one line of at most 1 000 characters. */
  public static String line(String text) {
    String clean = TRICKS.matcher(text).replaceAll(" ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }
}
