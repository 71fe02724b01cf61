package assay.registry.backup;

import assay.registry.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/**
 * Backs up what no chain can give back: the tables that are a platform's own. What repeats the
 * chain is built from it again, and sessions are begun again. Thread-safe.
 */
public final class PlatformBackup {

  private static final int ROWS_AT_ONCE = 500;

  private final Database database;
  private final List<String> tables;

  /**
   * @param tables those of the platform's own, each after the tables that it refers to
   */
  public PlatformBackup(Database database, List<String> tables) {
    this.database = database;
    this.tables = List.copyOf(tables);
  }

  /**
   * Writes all rows as they are at one moment, while the platform may go on.
   *
   * @param to a file that is not there yet
   * @return how many rows
   */
  public long write(Path to) throws IOException {
    return database.<Long, IOException>inTransaction(
        transaction -> {
          transaction.execute("set transaction isolation level repeatable read, read only");
          return new BackupFile(to)
              .write(
                  schema(transaction),
                  writer -> {
                    for (String table : tables) {
                      copy(transaction, table, writer);
                    }
                  });
        });
  }

  private static void copy(Handle transaction, String table, BackupFile.Writer writer)
      throws IOException {
    try (ResultIterator<String> rows =
        transaction
            .createQuery("select to_jsonb(t)::text from " + table + " t")
            .setFetchSize(ROWS_AT_ONCE)
            .mapTo(String.class)
            .iterator()) {
      while (rows.hasNext()) {
        writer.row(table, rows.next());
      }
    }
  }

  private static String schema(Handle transaction) {
    return transaction
        .createQuery(
            "select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1")
        .mapTo(String.class)
        .one();
  }

  /**
   * Puts all rows of a backup into tables that have none: all of them or nothing.
   *
   * @return how many rows
   * @throws BackupRefusedException if the file is not whole, of another schema, or something is in
   *     the tables already
   */
  public long restore(Path from) throws IOException {
    BackupFile file = new BackupFile(from);
    String schema = file.requireWhole(Set.copyOf(tables));
    return database.<Long, IOException>inTransaction(
        transaction -> {
          requireSame(schema, schema(transaction));
          tables.forEach(table -> requireEmpty(transaction, table));
          long[] rows = new long[1];
          file.forEachRow(
              (table, row) -> {
                insert(transaction, table, row);
                rows[0]++;
              });
          tables.forEach(table -> continueNumbers(transaction, table));
          return rows[0];
        });
  }

  private static void requireSame(String backedUp, String here) {
    if (!backedUp.equals(here)) {
      throw new BackupRefusedException(
          "The backup is of schema %s, the database has %s; restore it with the version that made it, and upgrade then."
              .formatted(backedUp, here));
    }
  }

  private static void requireEmpty(Handle transaction, String table) {
    transaction.execute("lock table " + table + " in exclusive mode");
    boolean hasRows =
        transaction
            .createQuery("select exists (select 1 from " + table + ")")
            .mapTo(Boolean.class)
            .one();
    if (hasRows) {
      throw new BackupRefusedException(
          "Table %s has rows; a backup is put into a new database only.".formatted(table));
    }
  }

  private static void insert(Handle transaction, String table, String row) {
    transaction.execute(
        "insert into "
            + table
            + " overriding system value select * from jsonb_populate_record(null::"
            + table
            + ", cast(? as jsonb))",
        row);
  }

  /** Rows that come later get numbers that no row had. */
  private static void continueNumbers(Handle transaction, String table) {
    List<String> columns =
        transaction
            .createQuery(
                "select column_name from information_schema.columns where table_name = :table"
                    + " and table_schema = current_schema() and is_identity = 'YES'")
            .bind("table", table)
            .mapTo(String.class)
            .list();
    for (String column : columns) {
      transaction
          .createQuery(
              "select setval(pg_get_serial_sequence(:table, :column), coalesce(max("
                  + column
                  + "), 0) + 1, false) from "
                  + table)
          .bind("table", table)
          .bind("column", column)
          .mapTo(Long.class)
          .one();
    }
  }
}
