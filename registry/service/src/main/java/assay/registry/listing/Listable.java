package assay.registry.listing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * A list with its orders and filters. A page begins behind the last row of the one before (keyset
 * paging), so rows that come or go meanwhile neither repeat nor hide others, and a late page costs
 * what the first does.
 *
 * @param rows a query whose columns the others name
 * @param id the column that tells rows apart
 * @param sorts columns to sort by, by the names that callers use
 * @param filters conditions on the row {@code r} and a parameter of the filter's own name
 */
public record Listable(
    String rows, String id, Map<String, Column> sorts, Map<String, String> filters) {

  /** PostgreSQL's class of states for values that a type does not take. */
  private static final String DATA_EXCEPTION = "22";

  /**
   * A column.
   *
   * @param type PostgreSQL's
   */
  public record Column(String name, String type) {

    public static Column text(String name) {
      return new Column(name, "text");
    }

    public static Column time(String name) {
      return new Column(name, "timestamptz");
    }

    public static Column number(String name) {
      return new Column(name, "numeric");
    }
  }

  /** A row and its place. */
  private record Found<T>(T item, Place place) {}

  public Listable {
    sorts = Map.copyOf(sorts);
    filters = Map.copyOf(filters);
  }

  /**
   * One page.
   *
   * @throws IllegalArgumentException for an order or a place that the list does not have
   */
  public <T> Listing<T> page(Handle transaction, Wanted wanted, RowMapper<T> mapper) {
    List<Found<T>> found = find(transaction, wanted, mapper);
    List<T> items = found.stream().limit(wanted.limit()).map(Found::item).toList();
    boolean isMore = found.size() > wanted.limit();
    return new Listing<>(
        items, isMore ? Optional.of(found.get(wanted.limit() - 1).place()) : Optional.empty());
  }

  private <T> List<Found<T>> find(Handle transaction, Wanted wanted, RowMapper<T> mapper) {
    Query query = transaction.createQuery(sql(wanted, column(wanted)));
    wanted.filters().forEach(query::bind);
    wanted.after().ifPresent(place -> query.bind("placed", place.sorted()).bind("id", place.id()));
    try {
      return query
          .bind("limit", wanted.limit() + 1)
          .map(
              (row, context) ->
                  new Found<>(
                      mapper.map(row, context),
                      new Place(row.getString("placed"), row.getString("place_id"))))
          .list();
    } catch (UnableToExecuteStatementException e) {
      throw isBadValue(e) ? new IllegalArgumentException("The list has no such place.", e) : e;
    }
  }

  private Column column(Wanted wanted) {
    Column column = sorts.get(wanted.column());
    if (column == null) {
      throw new IllegalArgumentException(
          "The list cannot be sorted by '%s'; write one of %s, with a minus to let it fall."
              .formatted(wanted.sort(), new TreeSet<>(sorts.keySet())));
    }
    return column;
  }

  private String sql(Wanted wanted, Column column) {
    String order = wanted.isFalling() ? "desc" : "asc";
    List<String> conditions = new ArrayList<>(List.of("true"));
    filters.forEach(
        (name, condition) -> {
          if (wanted.filters().containsKey(name)) {
            conditions.add(condition);
          }
        });
    if (wanted.after().isPresent()) {
      conditions.add(
          "(r.%s, r.%s) %s (cast(:placed as %s), :id)"
              .formatted(column.name(), id, wanted.isFalling() ? "<" : ">", column.type()));
    }
    return "select r.*, cast(r.%1$s as text) as placed, r.%2$s as place_id from (%3$s) r where %4$s order by r.%1$s %5$s, r.%2$s %5$s limit :limit"
        .formatted(column.name(), id, rows, String.join(" and ", conditions), order);
  }

  private static boolean isBadValue(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException refused
        && String.valueOf(refused.getSQLState()).startsWith(DATA_EXCEPTION);
  }
}
