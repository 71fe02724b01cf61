package assay.registry.approval;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long, as people write it: {@code 30 days}, {@code 1 hour}, {@code 90 seconds}. */
public final class Lifetime {

  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,6}) (day|hour|minute|second)s?");
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  private Lifetime() {}

  /** Reads what {@link #text} writes. */
  public static Duration parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time; write '30 days', '12 hours' or '45 minutes'.");
    }
    ChronoUnit unit = ChronoUnit.valueOf(parts.group(2).toUpperCase(Locale.ROOT) + "S");
    return Duration.of(Long.parseLong(parts.group(1)), unit);
  }

  /** In the longest unit that it is a whole number of. */
  public static String text(Duration length) {
    ChronoUnit unit =
        UNITS.stream()
            .filter(each -> length.toSeconds() % each.getDuration().toSeconds() == 0)
            .findFirst()
            .orElseThrow();
    long count = length.toSeconds() / unit.getDuration().toSeconds();
    String word = unit.name().toLowerCase(Locale.ROOT);
    return count + " " + (count == 1 ? word.substring(0, word.length() - 1) : word);
  }
}
