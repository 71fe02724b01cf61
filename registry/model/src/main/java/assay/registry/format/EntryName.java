package assay.registry.format;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a file inside a folder or archive: parts joined by {@code /}, relative, and such that
 * it stays inside whatever folder it is written to, on any system.
 *
 * @param text the whole name
 */
public record EntryName(String text) {

  private static final int LONGEST = 1024;
  private static final int LONGEST_PART = 255;
  private static final int DEEPEST = 32;
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\\\:*?\"<>|\uFFFD]");

  public EntryName {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw refused(text, "has " + text.length() + " characters instead of 1.." + LONGEST);
    }
    if (FORBIDDEN.matcher(text).find()) {
      throw refused(
          text, "holds characters that are not safe in a name, or is not encoded in UTF-8");
    }
    if (text.startsWith("/")) {
      throw refused(text, "starts at the root of a disk");
    }
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() > DEEPEST) {
      throw refused(text, "is deeper than " + DEEPEST + " folders");
    }
    for (String part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.length() > LONGEST_PART) {
        throw refused(text, "has a part that is empty, dots only, or too long");
      }
    }
  }

  /** The file's own name, without its folders. */
  public String last() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The folder the file lies in, the last one only; empty at the top. */
  public String folder() {
    int end = text.lastIndexOf('/');
    return end < 0 ? "" : text.substring(text.lastIndexOf('/', end - 1) + 1, end);
  }

  private static FormatRefusedException refused(String text, String why) {
    String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new FormatRefusedException(
        "The name '" + shown.replaceAll("\\p{Cntrl}", "?") + "' " + why + "; rename the file.");
  }

  @Override
  public String toString() {
    return text;
  }
}
