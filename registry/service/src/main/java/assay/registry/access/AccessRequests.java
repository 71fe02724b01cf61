package assay.registry.access;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The inbox of access requests. A request is open for {@link #OPEN_FOR}; asking again for the same
 * thing leaves one request and renews it; asking again after a grant opens it anew, after a denial
 * it does not. Both what one account may have open and what an owner is handed at once are limited,
 * so that nobody can fill the platform or an owner's agent.
 */
public final class AccessRequests {

  /** Requests that one account may have open. */
  public static final int MAX_PER_GRANTEE = 200;

  /** Requests that an owner gets at once. */
  public static final int MAX_LISTED = 1_000;

  /** As long as a request stays open unless it is renewed. */
  public static final Duration OPEN_FOR = Duration.ofDays(30);

  private final Database database;

  public AccessRequests(Database database) {
    this.database = database;
  }

  /**
   * Puts a request into its owner's inbox.
   *
   * @throws TooManyRequestsException if the grantee has too many others open
   */
  public void add(AccessRequest request) {
    database.inTransaction(
        transaction -> {
          dropClosed(transaction, request);
          requireRoom(transaction, request);
          return transaction.execute(
              "insert into access_request (asset, version, grantee, purpose, bounty, reason,"
                  + " requested_at) values (?, ?, ?, ?, ?, ?, ?)"
                  + " on conflict (asset, version, grantee, purpose, bounty)"
                  + " do update set requested_at = excluded.requested_at,"
                  + " answer = 'OPEN', because = '', answered_at = null"
                  + " where access_request.answer <> 'DENIED'",
              request.asset().hex(),
              request.version(),
              request.grantee().hex(),
              request.purpose(),
              request.bounty().hex(),
              request.reason(),
              request.requestedAt().atOffset(ZoneOffset.UTC));
        });
  }

  /**
   * Keeps what the owner says to a request.
   *
   * @throws UnknownRequestException if nobody asks him that
   */
  public void answer(Address owner, AnsweredRequest answered, Instant now) {
    AccessRequest request = answered.request();
    int known =
        database.inTransaction(
            transaction ->
                transaction.execute(
                    "update access_request set answer = ?, because = ?, answered_at = ?"
                        + " where asset = ? and version = ? and grantee = ? and purpose = ?"
                        + " and bounty = ?"
                        + " and asset in (select id from asset where owner = ?)",
                    answered.answer().name(),
                    answered.because(),
                    now.atOffset(ZoneOffset.UTC),
                    request.asset().hex(),
                    request.version(),
                    request.grantee().hex(),
                    request.purpose(),
                    request.bounty().hex(),
                    owner.hex()));
    if (known == 0) {
      throw new UnknownRequestException(request);
    }
  }

  /** What the account asked for and is not closed at that time, with the answers, newest first. */
  public List<AnsweredRequest> by(Address grantee, Instant now) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select * from access_request"
                        + " where grantee = :grantee and requested_at > :closed"
                        + " order by requested_at desc, id desc")
                .bind("grantee", grantee.hex())
                .bind("closed", closedBefore(now))
                .map((row, context) -> answered(row))
                .list());
  }

  /** Requests about assets that the account owns and that wait at that time, newest first. */
  public List<AccessRequest> toOwner(Address owner, Instant now) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select r.* from access_request r join asset a on a.id = r.asset"
                        + " where a.owner = :owner and r.requested_at > :closed"
                        + " and r.answer = 'OPEN'"
                        + " order by r.requested_at desc, r.id desc limit :limit")
                .bind("owner", owner.hex())
                .bind("closed", closedBefore(now))
                .bind("limit", MAX_LISTED)
                .map((row, context) -> request(row))
                .list());
  }

  private static void dropClosed(Handle transaction, AccessRequest request) {
    transaction.execute(
        "delete from access_request where grantee = ? and requested_at <= ?",
        request.grantee().hex(),
        closedBefore(request.requestedAt()));
  }

  /** There is room once the oldest of as many others as there may be is closed. */
  private static void requireRoom(Handle transaction, AccessRequest request) {
    transaction
        .createQuery(
            "select requested_at from access_request where grantee = :grantee"
                + " and (asset, version, purpose, bounty)"
                + " <> (:asset, :version, :purpose, :bounty)"
                + " order by requested_at desc offset :others limit 1")
        .bind("grantee", request.grantee().hex())
        .bind("asset", request.asset().hex())
        .bind("version", request.version())
        .bind("purpose", request.purpose())
        .bind("bounty", request.bounty().hex())
        .bind("others", MAX_PER_GRANTEE - 1)
        .map((row, context) -> Columns.instant(row, "requested_at").plus(OPEN_FOR))
        .findOne()
        .ifPresent(
            closed -> {
              throw new TooManyRequestsException(
                  request.grantee(), Duration.between(request.requestedAt(), closed));
            });
  }

  private static OffsetDateTime closedBefore(Instant now) {
    return now.minus(OPEN_FOR).atOffset(ZoneOffset.UTC);
  }

  private static AnsweredRequest answered(ResultSet row) throws SQLException {
    return new AnsweredRequest(
        request(row), Answer.valueOf(row.getString("answer")), row.getString("because"));
  }

  private static AccessRequest request(ResultSet row) throws SQLException {
    return new AccessRequest(
        new Bytes32(row.getString("asset")),
        row.getInt("version"),
        new Address(row.getString("grantee")),
        row.getInt("purpose"),
        new Bytes32(row.getString("bounty")),
        row.getString("reason"),
        Columns.instant(row, "requested_at"));
  }
}
