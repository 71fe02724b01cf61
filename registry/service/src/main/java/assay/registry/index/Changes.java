package assay.registry.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * What projections change in their tables, gathered so that equal statements go to the database
 * together. Changes of one row happen in the order they were given in, and after the changes given
 * before to the row it hangs on; others may happen in another order, for they cannot tell. One
 * transaction's; {@link #flush} ends it. Not thread-safe.
 */
public final class Changes {

  /** As many as are kept in memory. */
  private static final int ROOM = 20_000;

  private final Handle transaction;

  /** Statements with their arguments, those of a layer independent of each other. */
  private final List<Map<String, List<@Nullable Object[]>>> layers = new ArrayList<>();

  /** In which layer a row may be changed next. */
  private final Map<String, Integer> next = new HashMap<>();

  private int size;

  public Changes(Handle transaction) {
    this.transaction = transaction;
  }

  /**
   * Changes a row.
   *
   * @param row what tells the row from all others, in any table
   * @param sql an insert, update or delete of that row and no other
   * @param arguments what its question marks stand for; null is allowed
   */
  public void of(String row, String sql, @Nullable Object... arguments) {
    below(row, row, sql, arguments);
  }

  /**
   * Changes a row that hangs on another.
   *
   * @param parent the row that must be there before
   * @param row what tells the row from all others, in any table
   * @param sql an insert, update or delete of {@code row} and no other
   * @param arguments what its question marks stand for; null is allowed
   */
  public void below(String parent, String row, String sql, @Nullable Object... arguments) {
    int layer = Math.max(next.getOrDefault(parent, 0), next.getOrDefault(row, 0));
    if (layer == layers.size()) {
      layers.add(new LinkedHashMap<>());
    }
    layers.get(layer).computeIfAbsent(sql, statement -> new ArrayList<>()).add(arguments);
    next.put(row, layer + 1);
    if (++size == ROOM) {
      flush();
    }
  }

  /** Sends what is gathered to the database. */
  public void flush() {
    layers.forEach(layer -> layer.forEach(this::execute));
    layers.clear();
    next.clear();
    size = 0;
  }

  /** By JDBC itself, which does not look up for each value how it is bound. */
  private void execute(String sql, List<@Nullable Object[]> rows) {
    try (PreparedStatement batch = transaction.getConnection().prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          batch.setObject(i + 1, row[i]);
        }
        batch.addBatch();
      }
      batch.executeBatch();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(
          "%d changes cannot be made.".formatted(rows.size()),
          e,
          transaction.createUpdate(sql).getContext());
    }
  }
}
