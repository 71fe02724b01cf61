package assay.training.economy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractName;
import assay.chain.HashSignature;
import assay.training.bounty.Commits;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.ScoreVector;
import assay.training.ledger.BountyState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.web3j.utils.Numeric;

/** What the seats of one bounty do: commit, reveal, sign, report. */
final class PanelPlay {

  private static final Bytes32 SALT = Bytes32.keccak256("salt of a score");
  private static final int CHALLENGE = 3;

  private final Tools tools;
  private final Tally tally;
  private final Plot plot;
  private final Map<Integer, Roles> stages = new HashMap<>();
  private final Map<Integer, Map<Player<EvaluatorWay>, SeatAct>> rounds = new HashMap<>();
  private final Map<Player<EvaluatorWay>, List<ScoreReport>> committed = new HashMap<>();
  private int scored = -1;
  private boolean isCaptured;

  PanelPlay(Tools tools, Tally tally, Plot plot) {
    this.tools = tools;
    this.tally = tally;
    this.plot = plot;
  }

  /** Whether most seats of the first panel told the same lie. */
  boolean isCaptured() {
    return isCaptured;
  }

  /** Scores once in every round, and once more when the test set's key has come. */
  void score() {
    int time = plot.story().round() * 10 + plot.story().restarts();
    if (scored == time) {
      return;
    }
    scored = time;
    Map<Player<EvaluatorWay>, SeatAct> acts = acts();
    if (plot.researcher().way().hidesTestSet()) {
      actBlind(acts);
    } else if (maySign(acts) && tools.chance().nextBoolean()) {
      sign(new ArrayList<>(acts.keySet()));
    } else {
      acts.forEach(this::commitOrReport);
    }
  }

  private Map<Player<EvaluatorWay>, SeatAct> acts() {
    int round = plot.story().round();
    return rounds.computeIfAbsent(round, this::cast);
  }

  private Map<Player<EvaluatorWay>, SeatAct> cast(int round) {
    List<Player<EvaluatorWay>> seats =
        plot.story().seats().stream().map(tools.cast()::evaluator).toList();
    isCaptured = isCaptured || (round == 0 && mayCapture(seats) && tools.chance().nextBoolean());
    if (isCaptured && round != CHALLENGE) {
      return captured(seats);
    }
    return stages.computeIfAbsent(round / CHALLENGE, this::roles).next(seats);
  }

  private Roles roles(int stage) {
    int seats = plot.terms().panel().seats();
    int quorum = plot.terms().panel().quorum();
    return stage == 0
        ? new Roles(seats, quorum, plot.researcher().way().hidesTestSet())
        : new Roles(2 * seats + 1, seats + 1, true);
  }

  /** A majority that could name another winner; a challenge must set it right. */
  private boolean mayCapture(List<Player<EvaluatorWay>> seats) {
    long bad = seats.stream().filter(seat -> isCorrupt(seat.way())).count();
    boolean isAnyJudged = plot.truth().stream().anyMatch(report -> report.word() > 0);
    return bad >= plot.terms().panel().quorum()
        && isAnyJudged
        && !plot.namesEvaluators()
        && !plot.researcher().way().hidesTestSet();
  }

  private static boolean isCorrupt(EvaluatorWay way) {
    return way.speaksFalsely() || way.isSilent();
  }

  private static Map<Player<EvaluatorWay>, SeatAct> captured(List<Player<EvaluatorWay>> seats) {
    Map<Player<EvaluatorWay>, SeatAct> acts = new LinkedHashMap<>();
    for (Player<EvaluatorWay> seat : seats) {
      acts.put(seat, isCorrupt(seat.way()) ? SeatAct.COMMON_LIE : SeatAct.TRUTH);
    }
    return acts;
  }

  /** All seats of a stage sign together, so only before any was refilled. */
  private boolean maySign(Map<Player<EvaluatorWay>, SeatAct> acts) {
    boolean isFirst = plot.story().round() % CHALLENGE == 0;
    return isFirst && acts.values().stream().allMatch(act -> act == SeatAct.TRUTH);
  }

  private boolean isScoring() {
    return plot.story().state() == BountyState.SCORING;
  }

  private void commitOrReport(Player<EvaluatorWay> seat, SeatAct act) {
    note(seat, act);
    switch (act) {
      case TRUTH, OWN_LIE, COMMON_LIE, MARKS, COMMIT_ONLY -> commit(seat, counts(act));
      case REPORT -> reportUnlessChallenged(seat);
      case NOTHING -> {}
    }
  }

  private void note(Player<EvaluatorWay> seat, SeatAct act) {
    if (seat.way().isHonest() || act != SeatAct.TRUTH) {
      tally.acted(seat);
    } else if (isCorrupt(seat.way())) {
      tally.happened("held back: " + seat.way().label());
    }
  }

  /**
   * Nobody can open the test set: who is honest says so, and the quickest say so again when a
   * published key does not help.
   */
  private void actBlind(Map<Player<EvaluatorWay>, SeatAct> acts) {
    int restarts = plot.story().restarts();
    acts.forEach(
        (seat, act) -> {
          if (plot.story().restarts() == restarts) {
            actBlind(seat, act);
          }
        });
    if (!isScoring() || !isAsked()) {
      return;
    }
    tally.acted(plot.researcher());
    if (plot.researcher().way() == ResearcherWay.BAD_TEST_KEY) {
      publishTestKey();
    }
  }

  private void actBlind(Player<EvaluatorWay> seat, SeatAct act) {
    if (!isScoring() || committed.containsKey(seat)) {
      return;
    }
    if (act == SeatAct.TRUTH || act == SeatAct.REPORT) {
      tally.acted(seat);
      report(seat);
    } else {
      commitOrReport(seat, act);
    }
  }

  private void reportUnlessChallenged(Player<EvaluatorWay> seat) {
    if (plot.story().round() != CHALLENGE) {
      report(seat);
    }
  }

  private void report(Player<EvaluatorWay> seat) {
    tools.send(seat, tools.panel().reportTestSet(plot.id(), List.of()));
    if (isAsked() && plot.researcher().way() == ResearcherWay.HURRIES_BAD_TEST_KEY) {
      publishTestKey();
    }
  }

  private boolean isAsked() {
    return plot.story().named("TestKeyAsked").size() > plot.story().restarts();
  }

  private void publishTestKey() {
    tools.send(plot.researcher(), tools.market().publishTestKey(plot.id(), plot.testKey()));
  }

  private void commit(Player<EvaluatorWay> seat, List<ScoreReport> counts) {
    Commits.Seat place =
        new Commits.Seat(tools.panel().address(), plot.story().round(), seat.address());
    Bytes32 hash = tools.commits(plot.id()).scores(place, ScoreVector.ofReports(counts), SALT);
    tools.send(seat, tools.panel().commitScores(plot.id(), hash));
    committed.put(seat, counts);
  }

  private List<ScoreReport> counts(SeatAct act) {
    return switch (act) {
      case TRUTH, COMMIT_ONLY, NOTHING, REPORT -> plot.truth();
      case MARKS -> plot.truth().stream().map(report -> ScoreReport.INVALID).toList();
      case COMMON_LIE -> commonLie();
      case OWN_LIE ->
          plot.truth().stream().map(report -> replace(report, tools.chance().nextInt(60))).toList();
    };
  }

  private static ScoreReport replace(ScoreReport report, int count) {
    return report.isCount() ? new ScoreReport(count) : report;
  }

  /** The best is worth nothing; if none is good enough, the first is perfect. */
  private List<ScoreReport> commonLie() {
    List<ScoreReport> lie = new ArrayList<>(plot.truth());
    if (plot.deserving().isPresent()) {
      lie.set(plot.entries().indexOf(plot.deserving().orElseThrow()), new ScoreReport(10));
      return lie;
    }
    for (int slot = 0; slot < lie.size(); slot++) {
      if (plot.stands(plot.entries().get(slot))) {
        lie.set(slot, new ScoreReport(100));
        return lie;
      }
    }
    return lie;
  }

  /** Those who have committed open their commits, but for the lazy. */
  void reveal() {
    acts().forEach(this::reveal);
  }

  private void reveal(Player<EvaluatorWay> seat, SeatAct act) {
    boolean isOpen = plot.story().state() == BountyState.SCORE_REVEAL;
    if (isOpen && act != SeatAct.COMMIT_ONLY && committed.containsKey(seat)) {
      List<ScoreReport> counts = Objects.requireNonNull(committed.remove(seat));
      tools.send(seat, tools.panel().revealScores(plot.id(), ScoreVector.ofReports(counts), SALT));
    }
  }

  /** One transaction for all seats, brought in by the first of them. */
  private void sign(List<Player<EvaluatorWay>> seats) {
    seats.forEach(seat -> note(seat, SeatAct.TRUTH));
    tally.happened("scores signed by all seats");
    List<BigInteger> counts = new ArrayList<>();
    for (int seat = 0; seat < seats.size(); seat++) {
      plot.truth().forEach(report -> counts.add(BigInteger.valueOf(report.word())));
    }
    byte[] bounty = plot.id().value().bytes();
    Bytes32 digest =
        Bytes32.of(
            tools
                .chain()
                .client()
                .read("a digest", () -> tools.panelReads().scoresDigest(bounty, counts).send()));
    List<byte[]> signatures = seats.stream().map(seat -> signature(seat, digest)).toList();
    tools.send(
        seats.get(0),
        ContractName.EVALUATION_PANEL,
        tools.panelReads().submitSigned(bounty, counts, signatures));
  }

  private static byte[] signature(Player<EvaluatorWay> seat, Bytes32 digest) {
    return Numeric.hexStringToByteArray(HashSignature.sign(seat.sender().account(), digest).hex());
  }

  /** Whether any seat of the bounty was honest and has the keys it scored with. */
  boolean hadHonestSeat() {
    return rounds.values().stream()
        .flatMap(acts -> acts.keySet().stream())
        .anyMatch(seat -> seat.way().isHonest());
  }

  List<Address> seatedIn(int round) {
    return rounds.getOrDefault(round, Map.of()).keySet().stream().map(Player::address).toList();
  }
}
