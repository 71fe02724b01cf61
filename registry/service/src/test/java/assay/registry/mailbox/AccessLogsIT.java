package assay.registry.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.registry.RegistryException;
import assay.registry.accesslog.Access;
import assay.registry.accesslog.AccessEntry;
import assay.registry.accesslog.AccessLog;
import assay.registry.accesslog.LogAudit;
import assay.registry.accesslog.Outcome;
import assay.registry.catalogue.Catalogue;
import assay.registry.catalogue.RegistryProjection;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.EnvelopeKind;
import assay.registry.grant.GrantId;
import assay.registry.grant.Purpose;
import assay.registry.index.ChainIndexer;
import assay.registry.index.RegistryWorld;
import assay.registry.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the mailbox writes down, on a real chain and a real PostgreSQL. */
class AccessLogsIT {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Address STRANGER = TestAccounts.number(99).address();
  private static final String CONTENT =
      Base64.getEncoder()
          .encodeToString("age-encryption.org/v1\nsealed".getBytes(StandardCharsets.US_ASCII));
  private static RegistryWorld world;
  private static TestDatabase database;
  private static AccessLogs logs;
  private static Mailbox mailbox;
  private static ChainIndexer indexer;
  private Ledger owner;
  private Ledger miner;
  private DatasetId dataset;
  private GrantId grant;

  @BeforeAll
  static void startThePlatform() {
    world = RegistryWorld.start(4);
    database = TestDatabase.create();
    logs = new AccessLogs(database.database());
    Clock clock = Clock.fixed(NOON.plusMillis(123), ZoneOffset.UTC);
    GrantRule rule = new GrantRule(new Catalogue(database.database()), logs, clock);
    mailbox = new Mailbox(database.database(), clock, List.of(rule));
    indexer = world.indexer(database.database());
  }

  @AfterAll
  static void stopThePlatform() {
    database.close();
    world.close();
  }

  @BeforeEach
  void grant() {
    owner = world.ledger();
    miner = world.ledger();
    dataset = owner.register(world.version(), owner.nextNonce()).fact();
    grant = grantTo(miner);
    finish();
    post(grant, miner);
  }

  @Test
  void shouldTellWhoGotWhichVersionWhenAndForWhat() {
    fetch();

    assertThat(log().entries())
        .extracting(AccessEntry::access)
        .containsExactly(
            new Access(
                NOON,
                new VersionId(dataset, 1),
                miner.account(),
                Purpose.TRAIN,
                grant,
                Outcome.RELEASED));
  }

  @Test
  void shouldCountEveryRelease() {
    fetch();
    fetch();
    fetch();

    assertThat(log().entries()).extracting(AccessEntry::index).containsExactly(0L, 1L, 2L);
    assertSound();
  }

  @Test
  void shouldKeepRefusalsAlthoughTheyAreThrownAndEachReasonOnce() {
    fetch();
    owner.revoke(grant);
    RegistryWorld.drain(indexer);
    assertRefused(this::fetch, "grant-ending");
    assertRefused(this::fetch, "grant-ending");
    finish();
    assertRefused(this::fetch, "grant-revoked");
    assertRefused(this::fetch, "grant-revoked");

    assertThat(log().entries())
        .extracting(entry -> entry.access().outcome().text())
        .containsExactly("released", "grant-ending", "grant-revoked");
    assertSound();
  }

  @Test
  void shouldWriteNothingWhereNothingIsReleased() {
    GrantId unposted = grantTo(miner);
    finish();

    assertThat(mailbox.release(EnvelopeKind.VERSION_KEY, grant.value(), STRANGER)).isEmpty();
    assertThat(mailbox.release(EnvelopeKind.VERSION_KEY, unposted.value(), miner.account()))
        .isEmpty();

    assertThat(log().entries()).isEmpty();
  }

  @Test
  void shouldReleaseNothingThatItCouldNotWriteDown() {
    database.execute("alter table access_log_entry add check (grant_id <> '" + grant + "')");

    assertThatThrownBy(this::fetch).isInstanceOf(RuntimeException.class);

    assertThat(log().entries()).isEmpty();
  }

  @Test
  void shouldKeepOneUnbrokenChainWhenManyAskAtOnce() throws Exception {
    int threads = 8;
    int times = 10;
    Ledger other = world.ledger();
    GrantId second = grantTo(other);
    finish();
    post(second, other);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<Integer>> askers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      boolean isOther = i % 2 == 0;
      askers.add(() -> fetchOften(isOther ? second : grant, isOther ? other : miner, times));
    }

    int released = 0;
    for (Future<Integer> asked : pool.invokeAll(askers)) {
      released += asked.get();
    }
    pool.shutdown();

    assertThat(released).isEqualTo(threads * times);
    assertThat(log().entries()).hasSize(released);
    assertSound();
  }

  @Test
  void shouldLookAtTheChainOnlyWhenItIsItsTurnToAnswer() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> late =
        database
            .database()
            .inTransaction(
                holding -> {
                  logs.hold(holding, dataset);
                  Future<?> asked = pool.submit(this::fetch);
                  awaitSomebodyWaiting();
                  owner.revoke(grant);
                  RegistryWorld.drain(indexer);
                  return asked;
                });

    assertThatThrownBy(late::get).hasMessageContaining("is about to end");
    pool.shutdown();
    assertThat(log().entries())
        .extracting(entry -> entry.access().outcome().text())
        .containsExactly("grant-ending");
  }

  private static void awaitSomebodyWaiting() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (database.dump("(select 1 from pg_locks where not granted)").values().stream()
        .allMatch(List::isEmpty)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldLimitReleasesUnderOneGrantForAWhile() {
    fetch();
    fill("released");

    assertRefused(this::fetch, "released-too-often");
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            RegistryException.class,
            refusal -> assertThat(refusal.retryAfter()).contains(AccessLogs.WINDOW));

    database.execute(
        "update access_log_entry set given_at = ? where grant_id = ?",
        NOON.minus(AccessLogs.WINDOW).minusSeconds(1).atOffset(ZoneOffset.UTC),
        grant.value().hex());
    assertThat(fetch()).hasSize(1);
  }

  @Test
  void shouldHandOutALongLogPieceByPiece() {
    fetch();
    fill("grant-expired");

    AccessLog rest = logs.toOwner(owner.account(), dataset, AccessLogs.MAX_RELEASES - 3);

    assertThat(rest.entries())
        .extracting(AccessEntry::index)
        .containsExactly(997L, 998L, 999L, 1_000L);
    assertThat(logs.toOwner(owner.account(), dataset, 1_001).entries()).isEmpty();
  }

  @Test
  void shouldTellNobodyButTheOwner() {
    fetch();

    for (Address other : List.of(miner.account(), STRANGER)) {
      assertRefused(() -> logs.toOwner(other, dataset, 0), "not-your-dataset");
    }
  }

  @Test
  void shouldBeTheNewOwnersAfterATransfer() {
    fetch();
    owner.transfer(dataset, STRANGER);
    finish();

    assertThat(logs.toOwner(STRANGER, dataset, 0).entries()).hasSize(1);
    assertRefused(() -> logs.toOwner(owner.account(), dataset, 0), "not-your-dataset");
  }

  @Test
  void shouldNotHideWhatSomebodyDidToTheTable() {
    fetch();
    fetch();
    fetch();
    database.execute(
        "update access_log_entry set grantee = ? where place = 1 and dataset = ?",
        STRANGER.hex(),
        dataset.value().hex());

    assertThat(new LogAudit(log()).firstFlaw())
        .hasValueSatisfying(flaw -> assertThat(flaw.index()).isEqualTo(1));
  }

  @Test
  void shouldSurviveTheRebuildingOfTheProjection() {
    fetch();

    database.database().inTransaction(this::rebuild);

    assertThat(log().entries()).hasSize(1);
  }

  /** As the indexer does it: the tables are emptied; here they come back by a rollback. */
  private int rebuild(Handle transaction) {
    transaction.savepoint("before");
    new RegistryProjection().clear(transaction);
    int kept =
        transaction
            .createQuery("select count(*) from access_log_entry where dataset = ?")
            .bind(0, dataset.value().hex())
            .mapTo(Integer.class)
            .one();
    transaction.rollbackToSavepoint("before");
    assertThat(kept).isEqualTo(1);
    return kept;
  }

  private void fill(String outcome) {
    database.execute(
        "insert into access_log_entry (dataset, place, given_at, version, grantee, purpose,"
            + " grant_id, outcome, previous, hash)"
            + " select dataset, n, ?, version, grantee, purpose, grant_id, ?, previous, hash"
            + " from access_log_entry, generate_series(1, ?) n where dataset = ?",
        NOON.atOffset(ZoneOffset.UTC),
        outcome,
        AccessLogs.MAX_RELEASES,
        dataset.value().hex());
  }

  private static int fetchOften(GrantId grant, Ledger grantee, int times) {
    int released = 0;
    for (int i = 0; i < times; i++) {
      released +=
          mailbox.release(EnvelopeKind.VERSION_KEY, grant.value(), grantee.account()).size();
    }
    return released;
  }

  private List<PostedEnvelope> fetch() {
    return mailbox.release(EnvelopeKind.VERSION_KEY, grant.value(), miner.account());
  }

  private AccessLog log() {
    return logs.toOwner(owner.account(), dataset, 0);
  }

  private void assertSound() {
    assertThat(new LogAudit(log()).firstFlaw()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable action, String code) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RegistryException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private GrantId grantTo(Ledger grantee) {
    return owner
        .grant(world.terms(owner, grantee, new VersionId(dataset, 1), Duration.ofHours(1)))
        .fact();
  }

  private void post(GrantId given, Ledger grantee) {
    mailbox.post(
        new PostedEnvelope(
            EnvelopeKind.VERSION_KEY, given.value(), owner.account(), grantee.account(), CONTENT));
  }

  private static void finish() {
    world.finish();
    RegistryWorld.drain(indexer);
  }
}
