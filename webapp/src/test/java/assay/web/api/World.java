package assay.web.api;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.database.Database;
import assay.registry.dataset.ContractAt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the API's examples are about: the same rows before each of them. */
final class World {

  static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  static final ContractAt REGISTRY = new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  static final ContractAt MARKET = new ContractAt(31_337, new Address("0x" + "34".repeat(20)));

  /** Stands for the plain archive of the settled bounty's winning model. */
  static final byte[] MODEL = "the model".getBytes(StandardCharsets.UTF_8);

  static final Bytes32 DATASET = id("d1");
  static final Bytes32 OTHER_DATASET = id("d2");
  static final Bytes32 GRANT = id("a1");
  static final Bytes32 BOUNTY = id("b1");
  static final Bytes32 NEXT_BOUNTY = id("b2");
  static final Bytes32 SETTLED_BOUNTY = id("b3");
  static final Address ACTOR_REGISTRY = new Address("0x" + "ac".repeat(20));
  static final long RELAYED_GAS = 200_000;
  static final String RELAYED_CALL = "0x10e9eadd" + "0".repeat(63) + "1" + "5e".repeat(32);
  static final String RELAY_NONCE = "314159";
  static final String RELAY_DEADLINE = "2026-05-04T12:10:00Z";
  static final String RELAY_SIGNATURE = "0x" + "51".repeat(65);
  static final String NONCE = "0123456789abcdef0123456789abcdef";
  static final String ENVELOPE = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOQ==";
  static final String CID = "bafkreicouv3sksjuzxb3rbb6rziy6duakk2aikegsmtqtz5rsuppjorxsa";

  /** Of a payload that is in the store too ({@link ChainWorld}). */
  static final String MANIFEST = "bafkreievera44wpi4h7fl7dx75daxboq43xs3nier6mfggwmdlwg3ikqpq";

  private static final OffsetDateTime YESTERDAY = time(NOON.minusSeconds(86_400));
  private static final OffsetDateTime TOMORROW = time(NOON.plusSeconds(86_400));

  private final Handle database;

  private World(Handle database) {
    this.database = database;
  }

  /** Puts everything back to where it was. */
  static void restore(Database database, List<String> tables) {
    database.inTransaction(
        transaction -> {
          new World(transaction).restore(tables);
          return 0;
        });
  }

  private static Bytes32 id(String octet) {
    return new Bytes32("0x" + octet.repeat(32));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Emptied row by row: faster than truncating where there are few. */
  private void restore(List<String> tables) {
    database.execute("set local session_replication_role = replica");
    tables.forEach(table -> database.execute("delete from " + table));
    database.execute("set local session_replication_role = origin");
    signIn();
    join();
    register();
    post();
    settle();
    askPools();
    listen();
    offerJobs();
    train();
    trainByRounds();
    publish();
  }

  /** The hash of the weights that a federated round begins with. */
  static Bytes32 weights(int round) {
    return id("e" + round);
  }

  private void signIn() {
    database.execute(
        "insert into sign_in_nonce (nonce, expires_at) values (?, ?)", NONCE, TOMORROW);
    for (Persona persona : Persona.values()) {
      persona.token().ifPresent(token -> signIn(persona, token));
    }
    database.execute(
        "insert into refresh_token (token_hash, family, account, expires_at) values (?, ?, ?, ?)",
        hash("refresh-token-of-researcher"),
        Persona.RESEARCHER.word(),
        Persona.RESEARCHER.address().hex(),
        TOMORROW);
  }

  private void listen() {
    database.execute(
        "insert into webhook (id, account, url, events, secret, created_at, block, log_index,"
            + " next_attempt_at, failing_since, failures, last_problem)"
            + " values (?, ?, ?, ?, ?, ?, 6, 0, ?, ?, 2, ?)",
        "hook_ofTheOwner12",
        Persona.OWNER.address().hex(),
        "https://owner.example/assay",
        "Granted Revoked",
        "secret-of-the-owner",
        YESTERDAY,
        TOMORROW,
        YESTERDAY,
        "it answered 500");
  }

  private void signIn(Persona persona, String token) {
    if (persona.isKey()) {
      database.execute(
          "insert into api_key (account, prefix, name, key_hash, scopes, created_at, expires_at,"
              + " last_used_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
          persona.address().hex(),
          token.substring(0, 18),
          persona.word(),
          hash(token),
          persona == Persona.READ_KEY ? "read" : "read act",
          YESTERDAY,
          persona == Persona.EXPIRED_KEY ? YESTERDAY : TOMORROW,
          time(NOON));
    } else {
      database.execute(
          "insert into access_token (token_hash, account, expires_at) values (?, ?, ?)",
          hash(token),
          persona.address().hex(),
          TOMORROW);
    }
  }

  private static String hash(String secret) {
    return Bytes32.sha256(secret.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private void join() {
    join(Persona.OWNER, Role.DATA_OWNER);
    join(Persona.OTHER_OWNER, Role.DATA_OWNER);
    join(Persona.RESEARCHER, Role.RESEARCHER);
    join(Persona.MINER, Role.MINER);
    join(Persona.OTHER_MINER, Role.MINER);
    join(Persona.EVALUATOR, Role.EVALUATOR);
    join(Persona.OPERATOR, Role.POOL);
    join(Persona.OTHER_OPERATOR, Role.POOL);
    database.execute(
        "insert into pool_entry (miner, pool, fee_bps) values (?, ?, 200), (?, ?, 200)",
        Persona.MINER.address().hex(),
        Persona.OPERATOR.address().hex(),
        Persona.OTHER_MINER.address().hex(),
        Persona.OTHER_OPERATOR.address().hex());
  }

  private void join(Persona persona, Role role) {
    database.execute(
        "insert into actor (address, roles, recipient, recipient_version) values (?, ?, ?, 1)",
        persona.address().hex(),
        role.bit(),
        id("e1").hex());
  }

  private void register() {
    database.execute(
        "insert into projected (block, hash, mined_at) values (7, ?, ?)",
        id("f1").hex(),
        time(NOON));
    database.execute(
        "insert into chain_event (block, log_index, block_hash, transaction, contract, name,"
            + " payload, mined_at) values (7, 0, ?, ?, 'ACCESS_GRANTS', 'Granted', ?::jsonb, ?)",
        id("f1").hex(),
        id("f2").hex(),
        "{\"id\": \"" + GRANT.hex() + "\"}",
        YESTERDAY);
    asset(DATASET, Persona.OWNER, CID);
    asset(OTHER_DATASET, Persona.OTHER_OWNER, MANIFEST);
    database.execute(
        "insert into access_grant (id, asset, version, grantor, grantee, purpose, level, not_before,"
            + " expiry, price, uses_left, grant_epoch, granted_at, token, uses, nonce, deadline)"
            + " values (?, ?, 1, ?, ?, 2, 1, ?, ?, 0, 5, 0, ?, ?, 5, 1, 1777982400)",
        GRANT.hex(),
        DATASET.hex(),
        Persona.OWNER.address().hex(),
        Persona.MINER.address().hex(),
        YESTERDAY,
        TOMORROW,
        YESTERDAY,
        Address.ZERO.hex());
    database.execute(
        "insert into envelope (kind, subject, sender, addressee, content, posted_at)"
            + " values ('version-key', ?, ?, ?, ?, ?)",
        GRANT.hex(),
        Persona.OWNER.address().hex(),
        Persona.MINER.address().hex(),
        ENVELOPE,
        YESTERDAY);
    database.execute(
        "insert into access_request (asset, version, grantee, purpose, bounty, reason, requested_at)"
            + " values (?, 1, ?, 2, ?, 'For the digits.', ?)",
        DATASET.hex(),
        Persona.OTHER_MINER.address().hex(),
        BOUNTY.hex(),
        YESTERDAY);
    database.execute(
        "insert into approval_rules (account, document, changed_at) values (?, ?, ?)",
        Persona.OWNER.address().hex(),
        """
        {"rules": [{"name": "judges", "datasets": ["all"], "purposes": ["evaluate"],
          "allow": ["anyone"], "deny": [], "price": "0", "level": "L1", "upToLevel": "L2",
          "lifetime": "7 days", "most": 20}]}
        """,
        YESTERDAY);
  }

  private void asset(Bytes32 id, Persona owner, String manifest) {
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
            + " values (?, ?, 0, 1, ?, ?)",
        id.hex(),
        owner.address().hex(),
        id("c1").hex(),
        YESTERDAY);
    database.execute(
        "insert into asset_version (asset, version, manifest, cipher_root, licence_hash, size,"
            + " min_level, added_at) values (?, 1, ?, ?, ?, 70000, 1, ?)",
        id.hex(),
        manifest,
        id("c2").hex(),
        id("c3").hex(),
        YESTERDAY);
  }

  private void post() {
    bounty(BOUNTY, YESTERDAY);
    bounty(NEXT_BOUNTY, YESTERDAY.minusHours(1));
    bounty(SETTLED_BOUNTY, YESTERDAY.minusHours(2));
    database.execute(
        "update bounty set state = 'SETTLED', state_deadline = 0, winner = ?, winner_count = 950,"
            + " model = ? where id = ?",
        Persona.MINER.address().hex(),
        id("c5").hex(),
        SETTLED_BOUNTY.hex());
    database.execute(
        "insert into submission (bounty, miner, slot, commit_order, status, checkpoint, verdict,"
            + " qualifies, committed_at, revealed_at) values (?, ?, 0, 1, 'SCORED', ?, 950, true, ?, ?)",
        SETTLED_BOUNTY.hex(),
        Persona.MINER.address().hex(),
        CID,
        YESTERDAY,
        YESTERDAY);
    database.execute(
        "insert into evaluation (bounty, evaluator, committed_at, counts, revealed_at, round)"
            + " values (?, ?, ?, '950', ?, 0)",
        SETTLED_BOUNTY.hex(),
        Persona.EVALUATOR.address().hex(),
        YESTERDAY,
        YESTERDAY);
    database.execute(
        "insert into payout (block, log_index, bounty, account, role, amount, paid_at, token)"
            + " values (7, 1, ?, ?, 'MINER', 225000000000000000, ?, ?)",
        SETTLED_BOUNTY.hex(),
        Persona.MINER.address().hex(),
        YESTERDAY,
        Address.ZERO.hex());
  }

  /** What the settled bounty's researcher is told is read from its events. */
  private void settle() {
    String bounty = "\"bounty\": \"" + SETTLED_BOUNTY.hex() + "\", ";
    String miner = bounty + "\"miner\": \"" + Persona.MINER.address().hex() + "\", ";
    Cid model = Cid.parse(CID);
    event(
        10,
        "BOUNTY_MARKET",
        "BountyOpened",
        bounty
            + "\"researcher\": \"%s\", \"nonce\": \"4\", \"recipient\": \"%s\","
                .formatted(Persona.RESEARCHER.address().hex(), id("e1").hex())
            + "\"specCidPrefix\": \"0x01551220\", \"specCidDigest\": \"%s\""
                .formatted(model.digest().hex()));
    event(
        11,
        "BOUNTY_MARKET",
        "BountyTest",
        bounty
            + "\"testRoot\": \"%s\", \"testKeyCommit\": \"%s\", \"testCount\": \"1200\""
                .formatted(id("c6").hex(), id("cd").hex()));
    event(
        12,
        "SEED_BEACON",
        "SeedDrawn",
        bounty + "\"kind\": \"0\", \"seed\": \"%s\"".formatted(id("c7").hex()));
    event(
        13,
        "SUBMISSIONS",
        "Committed",
        miner
            + "\"slot\": \"0\", \"order\": \"1\", \"commitHash\": \"%s\""
                .formatted(id("c8").hex()));
    event(
        14,
        "SUBMISSIONS",
        "Revealed",
        miner
            + "\"cidPrefix\": \"0x01551220\", \"cidDigest\": \"%s\", \"cipherRoot\": \"%s\","
                .formatted(model.digest().hex(), id("ca").hex())
            + "\"plainHash\": \"%s\", \"cipherSize\": \"11\", \"plainSize\": \"9\","
                .formatted(Bytes32.sha256(MODEL).hex())
            + "\"keyCommit\": \"%s\"".formatted(id("c9").hex()));
    event(15, "BOUNTY_MARKET", "WinnerChosen", miner + "\"count\": \"950\"");
    event(16, "BOUNTY_MARKET", "StateChanged", bounty + "\"state\": \"9\", \"deadline\": \"0\"");
    String notFinal = bounty + "\"sampleHashes\": [\"" + id("cc").hex() + "\"]";
    event(8, 0, "BOUNTY_MARKET", "SampleRevealed", notFinal);
  }

  private void event(int place, String contract, String name, String values) {
    event(7, place, contract, name, values);
  }

  private void event(long block, int place, String contract, String name, String values) {
    database.execute(
        "insert into chain_event (block, log_index, block_hash, transaction, contract, name,"
            + " payload, mined_at) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
        block,
        place,
        id("f1").hex(),
        id("f2").hex(),
        contract,
        name,
        "{" + values + "}",
        YESTERDAY);
  }

  private void bounty(Bytes32 id, OffsetDateTime openedAt) {
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " state_deadline, reward, panel_fee, stake, evaluation_fee, threshold, test_count,"
            + " private_count, seats, quorum, opened_at) values (?, ?, ?, ?, ?, ?, 'OPEN', 1778068800,"
            + " 300000000000000000, 30000000000000000, 20000000000000000, 10000000000000000, 900000,"
            + " 1200, 1000, 3, 2, ?)",
        id.hex(),
        Persona.RESEARCHER.address().hex(),
        id("e1").hex(),
        Address.ZERO.hex(),
        CID,
        id("c4").hex(),
        openedAt);
    database.execute(
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " values (?, 0, ?, 1, 10000, true)",
        id.hex(),
        DATASET.hex());
  }

  private void askPools() {
    database.execute(
        "insert into pool_question (id, asker, flops, memory, samples, epochs, data, asked_at)"
            + " values (?, ?, 850000, 1048576, 1400, 20, 70000, ?)",
        Documents.QUESTION.id().hex(),
        Persona.RESEARCHER.address().hex(),
        time(Documents.QUESTION.askedAt()));
    database.execute(
        "insert into pool_offer (question, pool, document) values (?, ?, ?)",
        Documents.QUESTION.id().hex(),
        Persona.OPERATOR.address().hex(),
        Documents.text("offer"));
    database.execute(
        "insert into pool_description (operator, document, signed_at) values (?, ?, ?)",
        Persona.OPERATOR.address().hex(),
        Documents.text("pool"),
        time(NOON));
    database.execute(
        "insert into rig_entry (miner, inventory) values (?, ?)",
        Persona.MINER.address().hex(),
        Documents.RIG.hash().hex());
    database.execute(
        "insert into rig_inventory (miner, document) values (?, ?)",
        Persona.MINER.address().hex(),
        Documents.text("rig"));
  }

  private void offerJobs() {
    String pool = Persona.OPERATOR.address().hex();
    database.execute(
        "insert into pool_job (pool, bounty, offered_at, together, crew) values (?, ?, ?, true, ?)",
        pool,
        BOUNTY.hex(),
        YESTERDAY,
        Documents.text("crew"));
    database.execute(
        "insert into pool_crew (pool, bounty, member, expires_at, ready) values (?, ?, ?, ?, true)",
        pool,
        BOUNTY.hex(),
        Persona.MINER.address().hex(),
        TOMORROW);
    database.execute(
        "insert into pool_round (pool, bounty, round, document) values (?, ?, 1, ?)",
        pool,
        BOUNTY.hex(),
        Documents.text("call"));
    database.execute(
        "insert into pool_reply (pool, bounty, member, document) values (?, ?, ?, ?)",
        pool,
        BOUNTY.hex(),
        Persona.MINER.address().hex(),
        Documents.text("reply"));
    database.execute(
        "insert into pool_job (pool, bounty, offered_at) values (?, ?, ?)",
        pool,
        NEXT_BOUNTY.hex(),
        YESTERDAY);
  }

  private void train() {
    String bounty = BOUNTY.hex();
    String miner = Persona.MINER.address().hex();
    database.execute(
        "insert into training_run (bounty, miner, phase, engine, optimizer, hardware, devices,"
            + " batch_size, epochs, samples, points, started_at, reported_at)"
            + " values (?, ?, 'TRAINING', 'dl4j', 'Adam', 'Some processor', 1, 16, 40, 1257, 2, ?, ?)",
        bounty,
        miner,
        YESTERDAY,
        YESTERDAY.plusSeconds(9));
    database.execute(
        "insert into training_run_point (bounty, miner, at, epoch, samples, loss,"
            + " samples_per_second) values (?, ?, ?, 1, 160, 2.25, 400)",
        bounty,
        miner,
        YESTERDAY);
    database.execute(
        "insert into training_run_point (bounty, miner, at, epoch, samples, loss, accuracy,"
            + " sample_loss, samples_per_second, use, temperature)"
            + " values (?, ?, ?, 2, 1600, 1.5, 0.5, 1.75, 410.5, 97.5, 64)",
        bounty,
        miner,
        YESTERDAY.plusSeconds(4));
    database.execute(
        "insert into training_run_line (bounty, miner, at, text) values (?, ?, ?, ?)",
        bounty,
        miner,
        YESTERDAY,
        "Trains on 1257 samples of 1 datasets.");
  }

  private void trainByRounds() {
    String bounty = BOUNTY.hex();
    String coordinator = Persona.MINER.address().hex();
    String site = Persona.OWNER.address().hex();
    database.execute(
        "insert into federated_job (bounty, coordinator, chain_id, market, open, opened_at,"
            + " heard_at) values (?, ?, ?, ?, true, ?, ?)",
        bounty,
        coordinator,
        MARKET.chainId(),
        MARKET.address().hex(),
        YESTERDAY,
        YESTERDAY.plusSeconds(9));
    database.execute(
        "insert into federated_site (bounty, coordinator, site) values (?, ?, ?)",
        bounty,
        coordinator,
        site);
    database.execute(
        "insert into federated_round (bounty, coordinator, number, model, document)"
            + " values (?, ?, 1, ?, ?)",
        bounty,
        coordinator,
        weights(2).hex(),
        Documents.text("federatedRound"));
    database.execute(
        "insert into federated_call (bounty, coordinator, round, document) values (?, ?, 2, ?)",
        bounty,
        coordinator,
        Documents.text("federatedCall"));
    database.execute(
        "insert into federated_update (bounty, coordinator, site, document) values (?, ?, ?, ?)",
        bounty,
        coordinator,
        site,
        Documents.text("federatedUpdate"));
  }

  private void publish() {
    database.execute(
        "insert into published_model (bounty, researcher, document, bytes, published_at)"
            + " values (?, ?, ?, 9, ?)",
        SETTLED_BOUNTY.hex(),
        Persona.RESEARCHER.address().hex(),
        Documents.text("publication"),
        YESTERDAY);
  }
}
