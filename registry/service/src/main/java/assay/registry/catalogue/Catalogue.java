package assay.registry.catalogue;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.listing.Listable;
import assay.registry.listing.Listable.Column;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads assets, grants and actors of the final chain. Thread-safe. */
public final class Catalogue {

  private static final String GRANTS =
      "select g.*, a.grant_epoch as asset_epoch, a.retired from access_grant g"
          + " join asset a on a.id = g.asset ";

  private static final Listable DATASETS =
      new Listable(
          "select * from asset where kind = 0",
          "id",
          Map.of("id", Column.text("id"), "registeredAt", Column.time("registered_at")),
          Map.of("owner", "r.owner = :owner", "retired", "r.retired = cast(:retired as boolean)"));

  private static final Listable ALL_GRANTS =
      new Listable(
          GRANTS,
          "id",
          Map.of("grantedAt", Column.time("granted_at")),
          Map.of(
              "asset", "r.asset = :asset",
              "grantee", "r.grantee = :grantee",
              "grantor", "r.grantor = :grantor"));

  private static final Listable ACTORS =
      new Listable(
          "select * from actor",
          "address",
          Map.of("address", Column.text("address")),
          Map.of("role", "(r.roles & cast(:role as integer)) <> 0"));

  private final Database database;

  public Catalogue(Database database) {
    this.database = database;
  }

  /** Datasets, by {@code id} or {@code registeredAt}. */
  public Listing<AssetView> datasets(Wanted wanted) {
    return database.inTransaction(transaction -> datasets(transaction, wanted));
  }

  static Listing<AssetView> datasets(Handle transaction, Wanted wanted) {
    Listing<AssetView> page = DATASETS.page(transaction, wanted, (row, context) -> asset(row));
    return new Listing<>(withVersions(transaction, page.items()), page.end());
  }

  public Optional<AssetView> asset(Bytes32 id) {
    return database.inTransaction(
        transaction ->
            withVersions(
                    transaction,
                    transaction
                        .createQuery("select * from asset where id = :id")
                        .bind("id", id.hex())
                        .map((row, context) -> asset(row))
                        .list())
                .stream()
                .findFirst());
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

  /** Every grant that the owner gave on an asset, seen in a transaction that looks at more. */
  public List<GrantView> given(Handle transaction, Address owner, Bytes32 asset) {
    return grants(
        transaction
            .createQuery(GRANTS + "where g.asset = :asset and g.grantor = :grantor")
            .bind("asset", asset.hex())
            .bind("grantor", owner.hex()));
  }

  /** An asset's versions, in their order. */
  public List<VersionView> versions(Handle transaction, Bytes32 asset) {
    return versions(transaction, List.of(asset)).getOrDefault(asset, List.of());
  }

  /** Grants, by {@code grantedAt}. */
  public Listing<GrantView> grants(Wanted wanted) {
    return database.inTransaction(
        transaction -> ALL_GRANTS.page(transaction, wanted, (row, context) -> grant(row)));
  }

  /** Actors, by {@code address}. */
  public Listing<ActorView> actors(Wanted wanted) {
    return database.inTransaction(
        transaction -> ACTORS.page(transaction, wanted, (row, context) -> actor(row)));
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

  /** An asset whose versions are not read yet. */
  private static AssetView asset(ResultSet row) throws SQLException {
    return new AssetView(
        new Bytes32(row.getString("id")),
        new Address(row.getString("owner")),
        row.getInt("kind"),
        row.getBoolean("retired"),
        row.getLong("grant_epoch"),
        Columns.instant(row, "registered_at"),
        List.of());
  }

  private static List<AssetView> withVersions(Handle transaction, List<AssetView> assets) {
    Map<Bytes32, List<VersionView>> versions =
        versions(transaction, assets.stream().map(AssetView::id).toList());
    return assets.stream()
        .map(asset -> asset.with(versions.getOrDefault(asset.id(), List.of())))
        .toList();
  }

  /** The versions of each asset that has any, in their order. */
  private static Map<Bytes32, List<VersionView>> versions(
      Handle transaction, List<Bytes32> assets) {
    return transaction
        .createQuery("select * from asset_version where asset = any(:assets) order by version")
        .bind("assets", assets.stream().map(Bytes32::hex).toArray(String[]::new))
        .map((row, context) -> Map.entry(new Bytes32(row.getString("asset")), version(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static VersionView version(ResultSet row) throws SQLException {
    return new VersionView(
        row.getInt("version"),
        row.getString("manifest"),
        new Bytes32(row.getString("cipher_root")),
        new Bytes32(row.getString("licence_hash")),
        row.getBigDecimal("size").toBigInteger(),
        row.getInt("min_level"),
        Columns.instant(row, "added_at"));
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
