package assay.chain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody who mistyped a name probably meant: the fewest changed letters. */
public final class NearestName {

  private NearestName() {}

  /** The name that needs the fewest changes; there must be one. */
  public static String to(String typed, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(plain(typed), plain(name))))
        .orElseThrow(() -> new IllegalArgumentException("There are no names to choose from."));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Levenshtein's distance, row by row. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int letter = 0; letter < from.length(); letter++) {
      int diagonal = row[0];
      row[0] = letter + 1;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (from.charAt(letter) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
