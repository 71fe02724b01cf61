package assay.training.rounds;

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
import assay.training.federated.round.FederatedCall;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedCall;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A platform's database with one open bounty: Anna and Bruno own a dataset of it each, the
 * coordinator and Bruno are miners.
 */
final class FederatedWorld implements AutoCloseable {

  static final ContractAt MARKET = new ContractAt(31_337, new Address("0x" + "34".repeat(20)));
  static final Account COORDINATOR = TestAccounts.number(1);
  static final Account ANNA = TestAccounts.number(2);
  static final Account BRUNO = TestAccounts.number(3);
  static final Account STRANGER = TestAccounts.number(4);
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  static final FederatedJob JOB = new FederatedJob(MARKET, BOUNTY, COORDINATOR.address());

  private final TestDatabase database = TestDatabase.create();
  private final FederatedJobs jobs = new FederatedJobs(database.database(), () -> MARKET);
  private final FederatedRounds rounds = new FederatedRounds(database.database(), jobs);

  FederatedWorld() {
    for (Account miner : List.of(COORDINATOR, BRUNO)) {
      database.execute(
          "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
          miner.address().hex(),
          Role.MINER.bit());
    }
    post(BOUNTY);
    register(0, ANNA);
    register(1, BRUNO);
  }

  TestDatabase database() {
    return database;
  }

  FederatedJobs jobs() {
    return jobs;
  }

  FederatedRounds rounds() {
    return rounds;
  }

  void post(BountyId bounty) {
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) values (?, '', '', '', '', '', 'OPEN', now())",
        bounty.value().hex());
  }

  private void register(int place, Account owner) {
    String asset = asset(place);
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
            + " values (?, ?, 0, 1, '', now())",
        asset,
        owner.address().hex());
    database.execute(
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " values (?, ?, ?, 1, 5000, true)",
        BOUNTY.value().hex(),
        place,
        asset);
  }

  static String asset(int place) {
    return Bytes32.keccak256("asset " + place).hex();
  }

  /** The coordinator's job alone, as it is when it has just begun. */
  void beginAnew() {
    database.execute("delete from federated_job");
    jobs.open(COORDINATOR.address(), BOUNTY, NOW);
  }

  void record(int number) {
    rounds.record(COORDINATOR.address(), entry(number, "metrics"), NOW);
  }

  List<RoundEntry> log() {
    return rounds.log(BOUNTY, COORDINATOR.address()).orElseThrow().log().rounds();
  }

  static Cid cid(String content) {
    return Cid.of(Cid.Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes32 model(int round) {
    return Bytes32.keccak256("model " + round);
  }

  static SignedCall call(int round, String plan) {
    return SignedCall.by(COORDINATOR, new FederatedCall(JOB, round, cid(plan), NOW));
  }

  static SentUpdate update(Account site, int round, long samples) {
    Cid sealed = cid("update " + round + " of " + site.address());
    SiteUpdate said =
        new SiteUpdate(
            JOB,
            round,
            site.address(),
            Bytes32.keccak256("grant"),
            samples,
            model(round - 1),
            sealed.digest(),
            0);
    return new SentUpdate(SignedUpdate.by(site, said), sealed);
  }

  static FederatedRound round(int number, String metrics, List<LeftOut> leftOut) {
    return new FederatedRound(
        JOB,
        number,
        cid("plan"),
        model(number - 1),
        model(number),
        cid("checkpoint"),
        Bytes32.keccak256(metrics),
        List.of(update(ANNA, number, 100).signed()),
        leftOut);
  }

  static RoundEntry entry(int number, String metrics) {
    FederatedRound round =
        round(number, metrics, List.of(new LeftOut(BRUNO.address(), "it was late")));
    return new RoundEntry(round, round.signedBy(COORDINATOR));
  }

  static void requireRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            RoundsRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Override
  public void close() {
    database.close();
  }
}
