package assay.registry.catalogue;

import assay.chain.ChainEvent;
import assay.registry.index.Changes;
import assay.registry.index.FinalEvent;
import assay.registry.index.Projection;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/** Actors, assets, versions and grants, as the final events tell them. */
public final class RegistryProjection implements Projection {

  private static final String NOBODY = "0x0000000000000000000000000000000000000000";

  /** The latest time PostgreSQL and Java agree on; contracts may name later ones. */
  private static final BigInteger FAR_FUTURE =
      BigInteger.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

  @Override
  public void clear(Handle transaction) {
    transaction.execute("truncate actor, asset, asset_version, access_grant");
  }

  @Override
  public void apply(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.contract()) {
      case ACTOR_REGISTRY -> applyActor(changes, event);
      case ASSET_REGISTRY -> applyAsset(changes, found);
      case ACCESS_GRANTS -> applyGrant(changes, found);
      case RELAY,
          VAULT,
          BOUNTY_RULES,
          BOUNTY_MARKET,
          SUBMISSIONS,
          PAYOUTS,
          SEED_BEACON,
          EVALUATION_PANEL,
          ANCHOR -> {}
    }
  }

  private static void applyActor(Changes changes, ChainEvent event) {
    switch (event.name()) {
      case "Joined" ->
          changes.of(
              event.text("actor"),
              "insert into actor (address, roles, recipient, recipient_version) values (?, ?, ?, ?)"
                  + " on conflict (address) do update set roles = excluded.roles,"
                  + " recipient = excluded.recipient, recipient_version = excluded.recipient_version",
              event.text("actor"),
              event.number("roles"),
              event.text("recipient"),
              event.number("recipientVersion"));
      case "Left" ->
          changes.of(
              event.text("actor"), "delete from actor where address = ?", event.text("actor"));
      default -> {} // Bonds, rigs and hash chains are read from the chain by those who need them.
    }
  }

  private static void applyAsset(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "AssetRegistered" ->
          changes.of(
              event.text("asset"),
              "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
                  + " values (?, ?, ?, ?::numeric, ?, ?)",
              event.text("asset"),
              event.text("owner"),
              event.number("kind"),
              event.text("nonce"),
              event.text("specHash"),
              time(found.minedAt()));
      case "VersionAdded" -> addVersion(changes, found);
      case "AssetRetired" ->
          changes.of(
              event.text("asset"),
              "update asset set retired = true where id = ?",
              event.text("asset"));
      case "GrantEpochAdvanced" ->
          changes.of(
              event.text("asset"),
              "update asset set grant_epoch = ? where id = ?",
              event.number("epoch"),
              event.text("asset"));
      case "Transfer" -> transfer(changes, event);
      default -> {} // ERC-721 approvals change nothing that the platform shows.
    }
  }

  private static void transfer(Changes changes, ChainEvent event) {
    if (!NOBODY.equals(event.text("from"))) {
      String asset = AssetIds.fromTokenId(event.text("tokenId"));
      changes.of(asset, "update asset set owner = ? where id = ?", event.text("to"), asset);
    }
  }

  private static void addVersion(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    changes.below(
        event.text("asset"),
        event.text("asset") + event.text("version"),
        "insert into asset_version (asset, version, manifest, cipher_root, licence_hash, size,"
            + " min_level, added_at) values (?, ?, ?, ?, ?, ?::numeric, ?, ?)",
        event.text("asset"),
        event.number("version"),
        AssetIds.cidText(event.text("cidPrefix"), event.text("cidDigest")),
        event.text("cipherRoot"),
        event.text("licenceHash"),
        event.text("size"),
        event.number("minLevel"),
        time(found.minedAt()));
  }

  private static void applyGrant(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "Granted" -> addGrant(changes, found);
      case "Revoked" ->
          changes.of(
              event.text("id"),
              "update access_grant set revoked_at = ? where id = ?",
              time(found.minedAt()),
              event.text("id"));
      case "Used" ->
          changes.of(
              event.text("id"),
              "update access_grant set uses_left = ?, first_used_at = coalesce(first_used_at, ?)"
                  + " where id = ?",
              event.number("usesLeft"),
              time(found.minedAt()),
              event.text("id"));
      default -> {} // Requests and denials on chain are messages; epochs come from the registry.
    }
  }

  private static void addGrant(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    changes.below(
        event.text("asset"),
        event.text("id"),
        "insert into access_grant (id, asset, version, grantor, grantee, purpose, level, not_before,"
            + " expiry, token, price, uses, uses_left, grant_epoch, nonce, deadline, granted_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?::numeric, ?::numeric, ?)",
        event.text("id"),
        event.text("asset"),
        event.number("version"),
        event.text("grantor"),
        event.text("grantee"),
        event.number("purpose"),
        event.number("level"),
        seconds(event.integer("notBefore")),
        seconds(event.integer("expiry")),
        event.text("token"),
        event.text("price"),
        event.number("uses"),
        event.number("uses"),
        event.number("grantEpoch"),
        event.text("nonce"),
        event.text("deadline"),
        time(found.minedAt()));
  }

  private static OffsetDateTime seconds(BigInteger epochSecond) {
    return time(Instant.ofEpochSecond(epochSecond.min(FAR_FUTURE).longValueExact()));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
