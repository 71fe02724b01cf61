package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads assets, grants and actors of the final chain. Thread-safe. */
public final class Catalogue {

  private static final String GRANTS =
      "select g.*, a.grant_epoch as asset_epoch, a.retired from access_grant g"
          + " join asset a on a.id = g.asset ";

  private final Database database;

  public Catalogue(Database database) {
    this.database = database;
  }

  /** Assets of a kind in the order of their ids, after the given one. */
  public List<AssetView> assets(int kind, String afterId, int limit) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select * from asset where kind = :kind and id > :after order by id limit :limit")
                .bind("kind", kind)
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> asset(transaction, row))
                .list());
  }

  public Optional<AssetView> asset(Bytes32 id) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery("select * from asset where id = :id")
                .bind("id", id.hex())
                .map((row, context) -> asset(transaction, row))
                .findOne());
  }

  public Optional<GrantView> grant(Bytes32 id) {
    return database.inTransaction(transaction -> grant(transaction, id));
  }

  /** The grant, seen in a transaction that also looks at pending events. */
  public Optional<GrantView> grant(Handle transaction, Bytes32 id) {
    return grants(transaction.createQuery(GRANTS + "where g.id = :id").bind("id", id.hex()))
        .stream()
        .findFirst();
  }

  /** Grants on an asset, newest first. */
  public List<GrantView> grantsOn(Bytes32 asset) {
    return database.inTransaction(
        transaction ->
            grants(
                transaction
                    .createQuery(GRANTS + "where g.asset = :asset order by g.granted_at desc, g.id")
                    .bind("asset", asset.hex())));
  }

  /** Grants that an account holds or held, newest first. */
  public List<GrantView> grantsOf(Address grantee) {
    return database.inTransaction(
        transaction ->
            grants(
                transaction
                    .createQuery(
                        GRANTS + "where g.grantee = :grantee order by g.granted_at desc, g.id")
                    .bind("grantee", grantee.hex())));
  }

  public Optional<ActorView> actor(Address address) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery("select * from actor where address = :address")
                .bind("address", address.hex())
                .map((row, context) -> actor(row))
                .findOne());
  }

  private static AssetView asset(Handle transaction, ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new AssetView(
        new Bytes32(id),
        new Address(row.getString("owner")),
        row.getInt("kind"),
        row.getBoolean("retired"),
        row.getLong("grant_epoch"),
        Columns.instant(row, "registered_at"),
        versions(transaction, id));
  }

  private static List<VersionView> versions(Handle transaction, String asset) {
    return transaction
        .createQuery("select * from asset_version where asset = :asset order by version")
        .bind("asset", asset)
        .map(
            (row, context) ->
                new VersionView(
                    row.getInt("version"),
                    row.getString("manifest"),
                    new Bytes32(row.getString("cipher_root")),
                    new Bytes32(row.getString("licence_hash")),
                    row.getBigDecimal("size").toBigInteger(),
                    row.getInt("min_level"),
                    Columns.instant(row, "added_at")))
        .list();
  }

  private static List<GrantView> grants(Query query) {
    return query.map((row, context) -> grant(row)).list();
  }

  private static GrantView grant(ResultSet row) throws SQLException {
    return new GrantView(
        new Bytes32(row.getString("id")),
        new Bytes32(row.getString("asset")),
        row.getInt("version"),
        new Address(row.getString("grantor")),
        new Address(row.getString("grantee")),
        row.getInt("purpose"),
        row.getInt("level"),
        Columns.instant(row, "not_before"),
        Columns.instant(row, "expiry"),
        new Address(row.getString("token")),
        Columns.wei(row, "price"),
        row.getLong("uses"),
        row.getLong("grant_epoch"),
        row.getBigDecimal("nonce").toBigInteger(),
        row.getBigDecimal("deadline").toBigInteger(),
        row.getLong("asset_epoch"),
        row.getBoolean("retired"),
        Columns.optionalInstant(row, "first_used_at"),
        Columns.optionalInstant(row, "revoked_at"));
  }

  private static ActorView actor(ResultSet row) throws SQLException {
    return new ActorView(
        new Address(row.getString("address")),
        row.getInt("roles"),
        new Bytes32(row.getString("recipient")),
        row.getInt("recipient_version"));
  }
}
