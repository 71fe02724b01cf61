package assay.registry.listing;

import java.util.Map;
import java.util.Optional;

/**
 * Which page of a list.
 *
 * @param sort what it is sorted by, falling with a minus before it
 * @param filters what the rows must have, by name
 * @param after where the page before ended; none: the first page
 * @param limit the most rows, from 1 to {@value #MOST}
 */
public record Wanted(String sort, Map<String, String> filters, Optional<Place> after, int limit) {

  /** More rows are not given at once. */
  public static final int MOST = 100;

  public Wanted {
    filters = Map.copyOf(filters);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "A page of %d rows is not given; ask for 1 to %d.".formatted(limit, MOST));
    }
  }

  /** The first rows of the list, as many as there may be. */
  public static Wanted first(String sort, Map<String, String> filters) {
    return new Wanted(sort, filters, Optional.empty(), MOST);
  }

  boolean isFalling() {
    return sort.startsWith("-");
  }

  String column() {
    return isFalling() ? sort.substring(1) : sort;
  }
}
