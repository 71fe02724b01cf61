package assay.training.pools;

import assay.chain.Address;
import assay.registry.actor.Role;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.database.Documents;
import assay.registry.dataset.ContractAt;
import assay.registry.listing.Listable;
import assay.registry.listing.Listable.Column;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import assay.training.pool.InventoryJson;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolJson;
import assay.training.pool.PoolStatement;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Descriptions of pools and inventories of rigs, each signed by the account it is about. One of
 * each is kept for an account, and only for accounts that paid for an entry on the chain, so that
 * nobody can fill the platform. Thread-safe.
 */
public final class Pools {

  private static final Documents<PoolJson> POOLS = new Documents<>(PoolJson.class);
  private static final Documents<InventoryJson> RIGS = new Documents<>(InventoryJson.class);

  private static final Listable ALL =
      new Listable(
          "select * from pool_description",
          "operator",
          Map.of("signedAt", Column.time("signed_at")),
          Map.of());
  private static final Listable ALL_RIGS =
      new Listable(
          "select * from rig_inventory", "miner", Map.of("miner", Column.text("miner")), Map.of());

  private final Database database;
  private final Supplier<ContractAt> registry;

  /**
   * @param registry the ActorRegistry that the platform follows, asked each time
   */
  public Pools(Database database, Supplier<ContractAt> registry) {
    this.database = database;
    this.registry = registry;
  }

  /**
   * Keeps an operator's description of his pool in the place of the one before.
   *
   * @throws PoolRefusedException if it is another's, of another deployment, older, or if the caller
   *     is no pool in the final chain
   */
  public void announce(Address caller, Signed<PoolDescription> pool) {
    announce(caller, pool, kept -> {});
  }

  /**
   * The same if the one before is what the caller means to replace.
   *
   * @param condition throws if it is not; nobody replaces it meanwhile
   */
  public void announce(
      Address caller, Signed<PoolDescription> pool, Consumer<Optional<PoolJson>> condition) {
    requireOwn(caller, pool.statement());
    database.inTransaction(
        transaction -> {
          requirePool(transaction, caller);
          condition.accept(
              held(transaction, "pool_description where operator", caller).map(POOLS::read));
          if (isOlder(transaction, pool.statement())) {
            throw PoolRefusedException.older(caller);
          }
          return transaction.execute(
              "insert into pool_description (operator, document, signed_at) values (?, ?, ?)"
                  + " on conflict (operator) do update set document = excluded.document,"
                  + " signed_at = excluded.signed_at",
              caller.hex(),
              POOLS.text(PoolJson.of(pool)),
              Columns.time(pool.statement().signedAt()));
        });
  }

  /** Pools, by {@code signedAt}, which is when they were described. */
  public Listing<PoolJson> page(Wanted wanted) {
    return database.inTransaction(
        transaction ->
            ALL.page(transaction, wanted, (row, context) -> POOLS.read(row.getString("document"))));
  }

  /** Inventories, by {@code miner}. */
  public Listing<InventoryJson> rigs(Wanted wanted) {
    return database.inTransaction(
        transaction ->
            ALL_RIGS.page(
                transaction, wanted, (row, context) -> RIGS.read(row.getString("document"))));
  }

  public Optional<PoolJson> find(Address operator) {
    return database.inTransaction(
        transaction ->
            document(transaction, "pool_description where operator", operator).map(POOLS::read));
  }

  /**
   * Keeps a miner's inventory in the place of the one before.
   *
   * @throws PoolRefusedException if it is another's, of another deployment, or not the one whose
   *     hash the final chain has
   */
  public void publish(Address caller, Signed<RigInventory> rig) {
    publish(caller, rig, kept -> {});
  }

  /**
   * The same if the one before is what the caller means to replace.
   *
   * @param condition throws if it is not; nobody replaces it meanwhile
   */
  public void publish(
      Address caller, Signed<RigInventory> rig, Consumer<Optional<InventoryJson>> condition) {
    requireOwn(caller, rig.statement());
    database.inTransaction(
        transaction -> {
          requireOnChain(transaction, rig);
          condition.accept(held(transaction, "rig_inventory where miner", caller).map(RIGS::read));
          return transaction.execute(
              "insert into rig_inventory (miner, document) values (?, ?)"
                  + " on conflict (miner) do update set document = excluded.document",
              caller.hex(),
              RIGS.text(InventoryJson.of(rig)));
        });
  }

  /** A miner's inventory, if he published one; that it is the one on chain its reader checks. */
  public Optional<InventoryJson> inventory(Address miner) {
    return database.inTransaction(
        transaction -> document(transaction, "rig_inventory where miner", miner).map(RIGS::read));
  }

  /** Refuses what another signed, or what is meant for another deployment. */
  void requireOwn(Address caller, PoolStatement statement) {
    if (!statement.signer().equals(caller)) {
      throw PoolRefusedException.anothers(caller, statement.signer());
    }
    if (!statement.registry().equals(registry.get())) {
      throw PoolRefusedException.elsewhere();
    }
  }

  /** Refuses who is no pool in the final chain. */
  static void requirePool(Handle transaction, Address account) {
    boolean isPool =
        transaction
            .createQuery("select roles from actor where address = :account")
            .bind("account", account.hex())
            .mapTo(Integer.class)
            .findOne()
            .filter(roles -> Role.in(roles).contains(Role.POOL))
            .isPresent();
    if (!isPool) {
      throw PoolRefusedException.noPool(account);
    }
  }

  private static boolean isOlder(Handle transaction, PoolDescription pool) {
    Optional<Instant> kept =
        transaction
            .createQuery("select signed_at from pool_description where operator = :operator")
            .bind("operator", pool.operator().hex())
            .map((row, context) -> Columns.instant(row, "signed_at"))
            .findOne();
    return kept.filter(time -> time.isAfter(pool.signedAt())).isPresent();
  }

  private static void requireOnChain(Handle transaction, Signed<RigInventory> rig) {
    Address miner = rig.statement().rig();
    boolean isThere =
        transaction
            .createQuery(
                "select exists (select 1 from rig_entry where miner = :miner and inventory ="
                    + " :hash)")
            .bind("miner", miner.hex())
            .bind("hash", rig.hash().hex())
            .mapTo(Boolean.class)
            .one();
    if (!isThere) {
      throw PoolRefusedException.otherInventory(miner);
    }
  }

  private static Optional<String> document(Handle transaction, String where, Address account) {
    return document(transaction, where + " = :account", account.hex());
  }

  /** The same, which nobody changes before the transaction ends. */
  private static Optional<String> held(Handle transaction, String where, Address account) {
    return document(transaction, where + " = :account for update", account.hex());
  }

  private static Optional<String> document(Handle transaction, String where, String account) {
    return transaction
        .createQuery("select document from " + where)
        .bind("account", account)
        .mapTo(String.class)
        .findOne();
  }
}
