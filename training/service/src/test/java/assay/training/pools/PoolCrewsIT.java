package assay.training.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.actor.Role;
import assay.registry.content.Cid;
import assay.registry.database.TestDatabase;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.pool.Crew;
import assay.training.pool.CrewJson;
import assay.training.pool.CrewMember;
import assay.training.pool.CrewMember.Standing;
import assay.training.pool.Lease;
import assay.training.pool.RoundCall;
import assay.training.pool.RoundCallJson;
import assay.training.pool.RoundReply;
import assay.training.pool.RoundReplyJson;
import assay.training.pool.Signed;
import assay.training.pool.Turn;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoolCrewsIT {

  private static final ContractAt REGISTRY =
      new ContractAt(31_337, new Address("0x" + "12".repeat(20)));
  private static final Account POOL = TestAccounts.number(1);
  private static final Account ANNA = TestAccounts.number(2);
  private static final Account BRUNO = TestAccounts.number(3);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant OVER = NOW.plus(Lease.LASTS);
  private static final BountyId JOB = new BountyId(Bytes32.keccak256("job"));
  private static final Cid PLAN = Cid.of(Cid.Codec.RAW, new byte[] {1});
  private static final Cid WEIGHTS = Cid.of(Cid.Codec.RAW, new byte[] {2});

  private static TestDatabase database;
  private static PoolJobs jobs;
  private static PoolCrews crews;
  private static JointRounds rounds;

  @BeforeAll
  static void joinThePool() {
    database = TestDatabase.create();
    Pools pools = new Pools(database.database(), () -> REGISTRY);
    jobs = new PoolJobs(database.database());
    crews = new PoolCrews(database.database(), pools);
    rounds = new JointRounds(database.database(), pools);
    database.execute(
        "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
        POOL.address().hex(),
        Role.POOL.bit());
    for (Account member : List.of(ANNA, BRUNO)) {
      database.execute(
          "insert into pool_entry (miner, pool, fee_bps) values (?, ?, 100)",
          member.address().hex(),
          POOL.address().hex());
    }
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) values (?, '', '', '', '', '', 'OPEN', now())",
        JOB.value().hex());
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @AfterEach
  void clear() {
    database.execute("delete from pool_job");
  }

  private static Signed<Crew> crew(boolean isTogether, Account... members) {
    List<Address> addresses = Stream.of(members).map(Account::address).toList();
    return Signed.by(POOL, new Crew(REGISTRY, POOL.address(), JOB, addresses, isTogether, NOW));
  }

  private static Signed<RoundCall> call(int round) {
    return Signed.by(
        POOL, new RoundCall(REGISTRY, new Turn(POOL.address(), JOB, round), PLAN, OVER));
  }

  private static Signed<RoundReply> reply(Account member, int round, long samples) {
    Turn turn = new Turn(POOL.address(), JOB, round);
    return Signed.by(
        member, new RoundReply(REGISTRY, member.address(), turn, PLAN, WEIGHTS, samples));
  }

  private static void requireRefused(
      ThrowingCallable act, PoolRefusedException.Kind kind, String words) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            PoolRefusedException.class, refused -> assertThat(refused.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  @Test
  void shouldGiveALeaseToNobodyWhoIsNotNamed() {
    crews.name(POOL.address(), crew(false, ANNA), NOW);

    requireRefused(
        () -> jobs.claim(BRUNO.address(), NOW),
        PoolRefusedException.Kind.FORBIDDEN,
        "names other members");
    assertThat(jobs.claim(ANNA.address(), NOW))
        .contains(new Lease(JOB, POOL.address(), ANNA.address(), OVER, false));
    assertThat(crews.members(POOL.address(), JOB, NOW))
        .containsExactly(new CrewMember(ANNA.address(), Standing.PREPARING, ""));
  }

  @Test
  void shouldTakeTheLeaseFromWhoIsNamedNoMore() {
    jobs.offer(POOL.address(), JOB, NOW);
    jobs.claim(ANNA.address(), NOW);

    crews.name(POOL.address(), crew(false, BRUNO), NOW);

    requireRefused(
        () -> jobs.renew(ANNA.address(), JOB, NOW),
        PoolRefusedException.Kind.CONFLICT,
        "lease on bounty");
    assertThat(jobs.claim(BRUNO.address(), NOW)).isPresent();
    assertThat(crews.crew(POOL.address(), JOB)).contains(CrewJson.of(crew(false, BRUNO)));
    assertThat(crews.all(POOL.address())).hasSize(1);
  }

  @Test
  void shouldGiveALeaseToEverybodyWhoTrainsTogether() {
    crews.name(POOL.address(), crew(true, ANNA, BRUNO), NOW);

    Lease anna = jobs.claim(ANNA.address(), NOW).orElseThrow();
    assertThat(anna.isTogether()).isTrue();
    assertThat(jobs.claim(BRUNO.address(), NOW)).isPresent();
    assertThat(jobs.claim(ANNA.address(), NOW)).isEmpty();
    crews.ready(ANNA.address(), JOB, NOW);
    assertThat(jobs.held(ANNA.address(), NOW)).containsExactly(anna);
    assertThat(jobs.renew(ANNA.address(), JOB, NOW.plusSeconds(60)).expiresAt())
        .isEqualTo(OVER.plusSeconds(60));
    assertThat(crews.members(POOL.address(), JOB, OVER))
        .extracting(CrewMember::standing)
        .containsExactlyInAnyOrder(Standing.READY, Standing.ABSENT);
    requireRefused(
        () -> crews.ready(BRUNO.address(), JOB, OVER),
        PoolRefusedException.Kind.CONFLICT,
        "is over");
  }

  @Test
  void shouldNotAskAgainWhoDeclinedUntilHeIsNamedAgain() {
    crews.name(POOL.address(), crew(true, ANNA, BRUNO), NOW);
    jobs.claim(ANNA.address(), NOW);

    CrewMember declined = new CrewMember(ANNA.address(), Standing.DECLINED, "No grant.");
    crews.decline(declined, JOB);

    assertThat(jobs.claim(ANNA.address(), OVER)).isEmpty();
    assertThat(crews.members(POOL.address(), JOB, NOW)).contains(declined);
    crews.name(POOL.address(), crew(true, ANNA, BRUNO), NOW);
    assertThat(jobs.claim(ANNA.address(), OVER)).isPresent();
  }

  @Test
  void shouldKeepOneReplyOfEachMemberToTheNewestCall() {
    crews.name(POOL.address(), crew(true, ANNA, BRUNO), NOW);
    jobs.claim(ANNA.address(), NOW);
    rounds.call(POOL.address(), call(1));
    rounds.call(POOL.address(), call(1));

    rounds.reply(ANNA.address(), reply(ANNA, 1, 10), NOW);
    rounds.reply(ANNA.address(), reply(ANNA, 1, 10), NOW);

    assertThat(rounds.current(POOL.address(), POOL.address(), JOB))
        .contains(RoundCallJson.of(call(1)));
    assertThat(rounds.replies(POOL.address(), JOB))
        .containsExactly(RoundReplyJson.of(reply(ANNA, 1, 10)));
    requireRefused(
        () -> rounds.reply(ANNA.address(), reply(ANNA, 1, 11), NOW),
        PoolRefusedException.Kind.CONFLICT,
        "one reply counts");
    rounds.call(POOL.address(), call(2));
    assertThat(rounds.replies(POOL.address(), JOB)).isEmpty();
    requireRefused(
        () -> rounds.reply(ANNA.address(), reply(ANNA, 1, 10), NOW),
        PoolRefusedException.Kind.CONFLICT,
        "newest call");
  }

  @Test
  void shouldTellACallToItsCrewAndOperatorOnly() {
    crews.name(POOL.address(), crew(true, ANNA), NOW);
    rounds.call(POOL.address(), call(1));

    assertThat(rounds.current(ANNA.address(), POOL.address(), JOB)).isPresent();
    assertThat(rounds.current(POOL.address(), POOL.address(), JOB)).isPresent();
    assertThat(rounds.current(BRUNO.address(), POOL.address(), JOB)).isEmpty();
  }

  @Test
  void shouldTakeNoReplyWithoutALeaseAndNoWordOfAnother() {
    requireRefused(
        () -> rounds.call(POOL.address(), call(1)), PoolRefusedException.Kind.UNKNOWN, "No crew");
    crews.name(POOL.address(), crew(true, ANNA), NOW);
    rounds.call(POOL.address(), call(1));

    requireRefused(
        () -> rounds.reply(ANNA.address(), reply(ANNA, 1, 10), NOW),
        PoolRefusedException.Kind.CONFLICT,
        "lease on bounty");
    jobs.claim(ANNA.address(), NOW);
    requireRefused(
        () -> rounds.reply(ANNA.address(), reply(ANNA, 1, 10), OVER),
        PoolRefusedException.Kind.CONFLICT,
        "lease on bounty");
    requireRefused(
        () -> rounds.reply(BRUNO.address(), reply(ANNA, 1, 10), NOW),
        PoolRefusedException.Kind.FORBIDDEN,
        "bring your own");
    requireRefused(
        () -> rounds.call(ANNA.address(), call(2)),
        PoolRefusedException.Kind.FORBIDDEN,
        "bring your own");
    requireRefused(
        () -> crews.name(ANNA.address(), crew(true, BRUNO), NOW),
        PoolRefusedException.Kind.FORBIDDEN,
        "bring your own");
    jobs.withdraw(POOL.address(), JOB);
    assertThat(rounds.current(POOL.address(), POOL.address(), JOB)).isEmpty();
  }
}
