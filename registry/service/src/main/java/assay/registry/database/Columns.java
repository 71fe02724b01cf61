package assay.registry.database;

import assay.chain.Wei;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row's columns as the values that the services speak in, and times the other way round. */
public final class Columns {

  private Columns() {}

  /** A time that is always there. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A time as a column takes it. */
  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** A time that may not have come yet. */
  public static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /** An amount. */
  public static Wei wei(ResultSet row, String column) throws SQLException {
    return new Wei(row.getBigDecimal(column).toBigInteger());
  }
}
