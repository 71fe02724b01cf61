package assay.training.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.actor.Role;
import assay.registry.database.TestDatabase;
import assay.training.bounty.BountyId;
import assay.training.pool.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolJobsIT {

  private static final Address POOL = TestAccounts.number(1).address();
  private static final Address ANNA = TestAccounts.number(2).address();
  private static final Address BRUNO = TestAccounts.number(3).address();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant OVER = NOW.plus(Lease.LASTS);
  private static final BountyId FIRST = new BountyId(Bytes32.keccak256("first"));
  private static final BountyId SECOND = new BountyId(Bytes32.keccak256("second"));

  private static TestDatabase database;
  private PoolJobs jobs;

  @BeforeAll
  static void joinThePool() {
    database = TestDatabase.create();
    database.execute(
        "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
        POOL.hex(),
        Role.POOL.bit());
    enter(ANNA);
    enter(BRUNO);
    open(FIRST);
    open(SECOND);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void openTheDesk() {
    jobs = new PoolJobs(database.database());
  }

  @AfterEach
  void clear() {
    database.execute("delete from pool_job");
  }

  private static void enter(Address member) {
    database.execute(
        "insert into pool_entry (miner, pool, fee_bps) values (?, ?, 100)"
            + " on conflict (miner) do update set pool = excluded.pool",
        member.hex(),
        POOL.hex());
  }

  private static void open(BountyId bounty) {
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) values (?, '', '', '', '', '', 'OPEN', now())",
        bounty.value().hex());
  }

  @Test
  void shouldGiveTheOldestJobToOneMemberAtATime() {
    jobs.offer(POOL, SECOND, NOW.plusSeconds(1));
    jobs.offer(POOL, FIRST, NOW);

    Lease anna = jobs.claim(ANNA, NOW).orElseThrow();
    Lease bruno = jobs.claim(BRUNO, NOW).orElseThrow();

    assertThat(anna).isEqualTo(new Lease(FIRST, POOL, ANNA, OVER, false));
    assertThat(bruno.bounty()).isEqualTo(SECOND);
    assertThat(jobs.claim(BRUNO, NOW)).isEmpty();
    assertThat(jobs.held(ANNA, NOW)).containsExactly(anna);
  }

  @Test
  void shouldGiveAnExpiredLeaseToTheNextAndALiveOneToNobody() {
    jobs.offer(POOL, FIRST, NOW);
    jobs.claim(ANNA, NOW);
    Instant later = NOW.plusSeconds(60);

    Lease renewed = jobs.renew(ANNA, FIRST, later);

    assertThat(renewed.expiresAt()).isEqualTo(later.plus(Lease.LASTS));
    assertThat(jobs.claim(BRUNO, OVER)).isEmpty();
    Instant end = renewed.expiresAt();
    assertThat(jobs.claim(BRUNO, end)).map(Lease::holder).contains(BRUNO);
    assertThatThrownBy(() -> jobs.renew(ANNA, FIRST, end))
        .isInstanceOf(PoolRefusedException.class)
        .hasMessageContaining("is over");
  }

  @Test
  void shouldGiveAReleasedJobToTheNext() {
    jobs.offer(POOL, FIRST, NOW);
    jobs.claim(ANNA, NOW);

    jobs.release(BRUNO, FIRST);
    Optional<Lease> early = jobs.claim(BRUNO, NOW);
    jobs.release(ANNA, FIRST);

    assertThat(early).isEmpty();
    assertThat(jobs.claim(BRUNO, NOW)).isPresent();
  }

  @Test
  void shouldGiveNothingToStrangersAndNothingThatIsTakenBack() {
    jobs.offer(POOL, FIRST, NOW);
    Address stranger = TestAccounts.number(9).address();
    assertThatThrownBy(() -> jobs.claim(stranger, NOW))
        .isInstanceOfSatisfying(
            PoolRefusedException.class,
            refused -> assertThat(refused.kind()).isEqualTo(PoolRefusedException.Kind.FORBIDDEN))
        .hasMessageContaining("is in no pool");
    jobs.claim(ANNA, NOW);

    jobs.withdraw(ANNA, FIRST);
    assertThat(jobs.renew(ANNA, FIRST, NOW).holder()).isEqualTo(ANNA);
    jobs.withdraw(POOL, FIRST);

    assertThatThrownBy(() -> jobs.renew(ANNA, FIRST, NOW)).hasMessageContaining("took it back");
    assertThatThrownBy(() -> jobs.offer(stranger, FIRST, NOW))
        .hasMessageContaining("not joined as a pool");
  }

  @Test
  void shouldRenewNothingForWhoLeftThePoolAndGiveNothingThatIsClosed() {
    jobs.offer(POOL, FIRST, NOW);
    jobs.claim(ANNA, NOW);
    database.execute("update pool_entry set pool = ? where miner = ?", BRUNO.hex(), ANNA.hex());
    assertThatThrownBy(() -> jobs.renew(ANNA, FIRST, NOW)).hasMessageContaining("is over");
    enter(ANNA);

    database.execute("update bounty set state = 'REVEAL' where id = ?", FIRST.value().hex());
    Optional<Lease> closed = jobs.claim(BRUNO, OVER);
    database.execute("update bounty set state = 'OPEN' where id = ?", FIRST.value().hex());

    assertThat(closed).isEmpty();
  }

  @Test
  void shouldLimitTheLeasesOfAMemberUntilTheFirstIsOver() {
    database.execute(
        "insert into pool_job (pool, bounty, offered_at, holder, expires_at)"
            + " select ?, '0x' || lpad(number::text, 64, '0'), ?::timestamptz, ?,"
            + " ?::timestamptz + number * interval '1 second' from generate_series(1, ?) number",
        POOL.hex(),
        NOW.toString(),
        ANNA.hex(),
        NOW.toString(),
        PoolJobs.MAX_HELD);
    jobs.offer(POOL, FIRST, NOW);

    assertThatThrownBy(() -> jobs.claim(ANNA, NOW)).satisfies(tooMany(Duration.ofSeconds(1)));

    assertThat(jobs.claim(ANNA, NOW.plusSeconds(1))).isPresent();
  }

  @Test
  void shouldLimitTheJobsOfAPool() {
    database.execute(
        "insert into pool_job (pool, bounty, offered_at)"
            + " select ?, '0x' || lpad(number::text, 64, '0'), ?::timestamptz"
            + " from generate_series(1, ?) number",
        POOL.hex(),
        NOW.toString(),
        PoolJobs.MAX_JOBS);

    assertThatThrownBy(() -> jobs.offer(POOL, FIRST, NOW)).satisfies(tooMany(Duration.ofHours(1)));
  }

  private static Consumer<Throwable> tooMany(Duration retryAfter) {
    return failure -> {
      assertThat(failure).isInstanceOf(PoolRefusedException.class);
      PoolRefusedException refused = (PoolRefusedException) failure;
      assertThat(refused.code()).isEqualTo("too-many-jobs");
      assertThat(refused.retryAfter()).contains(retryAfter);
    };
  }

  @Test
  void shouldHaveOneHolderHoweverManyClaimAtOnce() throws Exception {
    List<Address> members =
        IntStream.range(100, 108)
            .mapToObj(number -> TestAccounts.number(number).address())
            .toList();
    members.forEach(PoolJobsIT::enter);
    ExecutorService threads = Executors.newFixedThreadPool(members.size());
    try {
      for (int round = 0; round < 10; round++) {
        jobs.offer(POOL, FIRST, NOW);

        List<Callable<Optional<Lease>>> claims =
            members.stream()
                .map(member -> (Callable<Optional<Lease>>) () -> jobs.claim(member, NOW))
                .toList();
        int given = 0;
        for (Future<Optional<Lease>> claim : threads.invokeAll(claims)) {
          given += claim.get().isPresent() ? 1 : 0;
        }

        assertThat(given).as("round %d", round).isEqualTo(1);
        jobs.withdraw(POOL, FIRST);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
