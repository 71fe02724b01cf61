package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The inbox of access requests. Asking twice for the same thing leaves one request. */
public final class AccessRequests {

  private final Database database;

  public AccessRequests(Database database) {
    this.database = database;
  }

  public void add(AccessRequest request) {
    database.inTransaction(
        transaction ->
            transaction.execute(
                "insert into access_request (asset, version, grantee, purpose, bounty, reason,"
                    + " requested_at) values (?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (asset, version, grantee, purpose, bounty) do nothing",
                request.asset().hex(),
                request.version(),
                request.grantee().hex(),
                request.purpose(),
                request.bounty().hex(),
                request.reason(),
                request.requestedAt().atOffset(ZoneOffset.UTC)));
  }

  /** Requests about assets that the account owns, newest first. */
  public List<AccessRequest> toOwner(Address owner) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select r.* from access_request r join asset a on a.id = r.asset"
                        + " where a.owner = :owner order by r.id desc")
                .bind("owner", owner.hex())
                .map((row, context) -> request(row))
                .list());
  }

  private static AccessRequest request(ResultSet row) throws SQLException {
    return new AccessRequest(
        new Bytes32(row.getString("asset")),
        row.getInt("version"),
        new Address(row.getString("grantee")),
        row.getInt("purpose"),
        new Bytes32(row.getString("bounty")),
        row.getString("reason"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant());
  }
}
