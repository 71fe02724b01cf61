package assay.training.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.actor.Role;
import assay.registry.database.TestDatabase;
import assay.registry.listing.Listing;
import assay.registry.listing.Wanted;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyState;
import assay.training.report.RunLine;
import assay.training.report.RunPhase;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.report.RunSetup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunsIT {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Address ANNA = TestAccounts.number(1).address();
  private static final Address BRUNO = TestAccounts.number(2).address();
  private static final Address OWNER = TestAccounts.number(3).address();
  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final BountyId OTHER = new BountyId(Bytes32.keccak256("other"));
  private static final RunSetup SETUP = new RunSetup("dl4j", "Adam", "Processor", 2, 16, 40, 100);

  private static TestDatabase database;
  private Runs runs;

  @BeforeAll
  static void join() {
    database = TestDatabase.create();
    join(ANNA, Role.MINER);
    join(BRUNO, Role.MINER);
    join(OWNER, Role.DATA_OWNER);
  }

  private static void join(Address account, Role role) {
    database.execute(
        "insert into actor (address, roles, recipient, recipient_version) values (?, ?, '', 1)",
        account.hex(),
        role.bit());
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void post() {
    runs = new Runs(database.database());
    open(BOUNTY, BountyState.OPEN);
    open(OTHER, BountyState.OPEN);
  }

  private static void open(BountyId bounty, BountyState state) {
    database.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state,"
            + " opened_at) values (?, '', '', '', '', '', ?, now())",
        bounty.value().hex(),
        state.name());
  }

  @AfterEach
  void clear() {
    database.execute("truncate bounty, training_run cascade");
  }

  private static RunPoint point(int second) {
    return new RunPoint(
        NOW.plusSeconds(second),
        1 + second / 10,
        10L * second,
        1.0 / (1 + second),
        second < 10 ? Optional.empty() : Optional.of(0.5),
        Optional.empty(),
        400.5,
        Optional.of(99.5),
        Optional.empty());
  }

  private static List<RunPoint> points(int first, int end) {
    return IntStream.range(first, end).mapToObj(RunsIT::point).toList();
  }

  private static List<RunLine> lines(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(number -> new RunLine(NOW.plusSeconds(number), "line " + number))
        .toList();
  }

  private static RunReport report(List<RunPoint> points, List<RunLine> log) {
    return new RunReport(RunPhase.TRAINING, SETUP, points, log);
  }

  private void tell(Address miner, BountyId bounty, Instant now) {
    runs.report(miner, bounty, report(points(0, 1), List.of()), now);
  }

  private static void assertRefused(String code, Runnable report) {
    assertThatExceptionOfType(RunRefusedException.class)
        .isThrownBy(report::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void shouldKeepWhatAMinerTellsOnceHoweverOftenItComes() {
    runs.report(ANNA, BOUNTY, report(points(0, 20), lines(0, 2)), NOW);
    runs.report(ANNA, BOUNTY, report(points(10, 30), lines(1, 3)), NOW.plusSeconds(5));

    RunLogView found = runs.find(BOUNTY, ANNA).orElseThrow();
    assertThat(runs.points(BOUNTY, ANNA, Optional.empty())).isEqualTo(points(0, 30));
    assertThat(runs.points(BOUNTY, ANNA, Optional.of(point(27).at()))).isEqualTo(points(28, 30));
    assertThat(found.log()).isEqualTo(lines(0, 3));
    assertThat(found.run())
        .isEqualTo(
            new RunView(
                BOUNTY.value(),
                ANNA,
                RunView.Source.SELF_REPORTED,
                RunPhase.TRAINING,
                SETUP,
                NOW,
                NOW.plusSeconds(5),
                30,
                Optional.of(point(29))));
    assertThat(runs.find(BOUNTY, BRUNO)).isEmpty();
  }

  @Test
  void shouldShowTheNewestSetupAndPhase() {
    tell(ANNA, BOUNTY, NOW);
    RunSetup other = new RunSetup("torch", "SGD", "Graphics", 1, 32, 10, 90);

    runs.report(ANNA, BOUNTY, new RunReport(RunPhase.ENDED, other, List.of(), List.of()), NOW);

    RunView run = runs.find(BOUNTY, ANNA).orElseThrow().run();
    assertThat(run.phase()).isEqualTo(RunPhase.ENDED);
    assertThat(run.setup()).isEqualTo(other);
    assertThat(run.points()).isEqualTo(1);
  }

  @Test
  void shouldTakeReportsFromMinersAlone() {
    assertRefused("no-miner", () -> tell(OWNER, BOUNTY, NOW));
    assertRefused("no-miner", () -> tell(Address.ZERO, BOUNTY, NOW));
  }

  @Test
  void shouldRefuseReportsForABountyThatIsNotThere() {
    BountyId unknown = new BountyId(Bytes32.keccak256("unknown"));

    assertRefused("not-found", () -> tell(ANNA, unknown, NOW));
  }

  @ParameterizedTest
  @EnumSource(names = {"SETTLED", "REFUNDED", "DEFAULTED", "CANCELLED"})
  void shouldRefuseReportsForABountyThatIsOver(BountyState state) {
    tell(ANNA, BOUNTY, NOW);
    database.execute("update bounty set state = ?", state.name());

    assertRefused("run-over", () -> tell(ANNA, BOUNTY, NOW));
  }

  @Test
  void shouldKeepNoMorePointsThanItSays() {
    for (int first = 0; first < Runs.MAX_POINTS; first += RunReport.MOST_POINTS) {
      runs.report(
          ANNA, BOUNTY, report(points(first, first + RunReport.MOST_POINTS), List.of()), NOW);
    }

    tell(ANNA, BOUNTY, NOW);
    assertRefused(
        "run-full",
        () ->
            runs.report(
                ANNA,
                BOUNTY,
                report(points(Runs.MAX_POINTS, Runs.MAX_POINTS + 1), List.of()),
                NOW));
    assertThat(runs.points(BOUNTY, ANNA, Optional.empty())).hasSize(Runs.MAX_POINTS);
  }

  @Test
  void shouldKeepTheNewestLines() {
    for (int first = 0; first < Runs.MAX_LINES + 50; first += RunReport.MOST_LINES) {
      runs.report(ANNA, BOUNTY, report(List.of(), lines(first, first + RunReport.MOST_LINES)), NOW);
    }

    assertThat(runs.find(BOUNTY, ANNA).orElseThrow().log())
        .isEqualTo(lines(50, Runs.MAX_LINES + 50));
  }

  @Test
  void shouldForgetRunsThatNobodyReportedOfForLong() {
    tell(ANNA, BOUNTY, NOW);
    tell(BRUNO, BOUNTY, NOW.plusSeconds(1));

    tell(ANNA, OTHER, NOW.plus(Runs.KEPT_FOR));

    assertThat(runs.find(BOUNTY, ANNA)).isEmpty();
    assertThat(runs.points(BOUNTY, ANNA, Optional.empty())).isEmpty();
    assertThat(runs.find(BOUNTY, BRUNO)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Crowd.class)
  void shouldKeepNoMoreRunsThanItSays(Crowd crowd) {
    database.execute(
        "insert into training_run select "
            + crowd.rows
            + ", 'ENDED', 'e', 'o', 'h', 1, 1, 1, 1, 0, ?::timestamptz, ?::timestamptz"
            + " from generate_series(1, ?) number",
        (crowd == Crowd.ONE_BOUNTY ? BOUNTY.value().hex() : ANNA.hex()),
        NOW.toString(),
        NOW.toString(),
        Runs.MAX_PER_BOUNTY);

    assertThatThrownBy(() -> tell(ANNA, BOUNTY, NOW.plusSeconds(9)))
        .isInstanceOfSatisfying(
            RunRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("too-many-runs");
              assertThat(refused.retryAfter()).contains(Runs.KEPT_FOR.minusSeconds(9));
            });
    tell(BRUNO, OTHER, NOW);
    tell(ANNA, BOUNTY, NOW.plus(Runs.KEPT_FOR));
  }

  /** What there are many runs of. */
  private enum Crowd {
    ONE_BOUNTY("?, 'm' || number"),
    ONE_MINER("'b' || number, ?");

    private final String rows;

    Crowd(String rows) {
      this.rows = rows;
    }
  }

  @Test
  void shouldListTheRunsOfABountyPageByPage() {
    tell(ANNA, BOUNTY, NOW);
    tell(BRUNO, BOUNTY, NOW.plusSeconds(1));
    tell(BRUNO, OTHER, NOW.plusSeconds(2));
    Map<String, String> filter = Map.of("bounty", BOUNTY.value().hex());

    Listing<RunView> first = runs.page(new Wanted("-startedAt", filter, Optional.empty(), 1));
    Listing<RunView> second = runs.page(new Wanted("-startedAt", filter, first.end(), 1));

    assertThat(first.items()).extracting(RunView::miner).containsExactly(BRUNO);
    assertThat(second.items()).extracting(RunView::miner).containsExactly(ANNA);
    assertThat(second.end()).isEmpty();
  }
}
