package assay.agent.evaluator;

import assay.agent.Agent;
import assay.agent.confine.ConfinementException;
import assay.agent.examination.Examination;
import assay.agent.examination.Examiner;
import assay.agent.examination.Paper;
import assay.agent.journal.JournalEntry;
import assay.agent.loop.AgentTask;
import assay.agent.loop.BountyRounds;
import assay.agent.loop.BountySender;
import assay.agent.loop.KeyPublisher;
import assay.agent.loop.Narrator;
import assay.chain.Bytes32;
import assay.registry.RegistryException;
import assay.registry.seal.AgeIdentity;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.bounty.Commits;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.ScoreVector;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.BountySpecs;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionFacts;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sits on panels, refills them and sits on those that a challenge calls: scores every standing
 * submission on the private test set, writes scores and salt down, commits, reveals exactly what
 * was written down, and hands the winner's key on to the researcher, on chain if he complains, so
 * that no miner can withhold it.
 */
public final class Evaluator implements AgentTask {

  private static final String SCORES = "scores";
  private static final int SALT_BYTES = 32;
  private static final int CHALLENGE = 3;

  /** What is missing this long before the end of Scoring is reported as unavailable. */
  private static final Duration LAST_CALL = Duration.ofSeconds(15);

  private final Agent agent;
  private final Narrator narrator;
  private final BountyRounds rounds;
  private final BountySender steps;
  private final KeyPublisher publisher;
  private final BountySpecs specs;
  private final PrivateTest tests;
  private final CheckpointScorer scorer;
  private final Contributions contributions;
  private final Map<BountyId, Scoring> scorings = new HashMap<>();
  private final Map<String, AgeIdentity> keys = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  public Evaluator(Agent agent, Narrator narrator, Examiner examiner, Contributions contributions) {
    this.agent = agent;
    this.narrator = narrator;
    this.rounds = new BountyRounds(narrator);
    this.steps = new BountySender(agent, narrator);
    this.publisher = new KeyPublisher(agent, narrator);
    this.specs = new BountySpecs(agent.store());
    this.tests = new PrivateTest(agent);
    this.scorer = new CheckpointScorer(agent.store(), examiner);
    this.contributions = contributions;
  }

  @Override
  public void advance() {
    agent.events().refresh();
    List<BountyFacts> seated =
        BountyFacts.all(agent.events()).stream()
            .filter(bounty -> bounty.everSeated().contains(agent.address()))
            .toList();
    forgetScored(seated);
    rounds.visit(seated, this::advance);
  }

  private void forgetScored(List<BountyFacts> seated) {
    scorings
        .keySet()
        .retainAll(
            seated.stream()
                .filter(bounty -> bounty.state() == BountyState.SCORING)
                .filter(bounty -> bounty.seats().contains(agent.address()))
                .filter(bounty -> !bounty.hasCommittedScores(agent.address()))
                .map(BountyFacts::id)
                .toList());
  }

  private void advance(BountyFacts bounty) {
    switch (bounty.state()) {
      case SCORING -> score(bounty);
      case SCORE_REVEAL -> reveal(bounty);
      case DELIVERING -> deliver(bounty);
      case NONE,
          SAMPLED,
          OPEN,
          REVEAL,
          DRAWING,
          SCORED,
          SETTLED,
          REFUNDED,
          CANCELLED,
          DEFAULTED -> {}
    }
  }

  private void score(BountyFacts bounty) {
    if (!bounty.seats().contains(agent.address()) || bounty.hasCommittedScores(agent.address())) {
      return;
    }
    Optional<JournalEntry> written = agent.journal().last(bounty.id().toString(), SCORES);
    if (written.isPresent()) {
      commit(bounty, written.get());
    } else {
      tryToScore(bounty);
      reportUnusable(bounty);
    }
  }

  /** What is wrong with a test set may come right until the last call. */
  private void tryToScore(BountyFacts bounty) {
    try {
      scores(bounty).ifPresent(scores -> commit(bounty, write(bounty, scores)));
    } catch (RegistryException | TrainingException e) {
      if (!isLastCall(bounty) || scorings.containsKey(bounty.id())) {
        throw e;
      }
    }
  }

  private void reportUnusable(BountyFacts bounty) {
    boolean isUnusable = isLastCall(bounty) && !scorings.containsKey(bounty.id());
    if (isUnusable && bounty.round() != CHALLENGE && !bounty.hasReportedTestSet(agent.address())) {
      steps.send(
          bounty,
          "test-set-reported",
          "Told the market that the test set cannot be used.",
          agent.panel().reportTestSet(bounty.id(), unopened(bounty)));
    }
  }

  private List<Integer> unopened(BountyFacts bounty) {
    return bounty.submissions().stream()
        .filter(SubmissionFacts::isToBeScored)
        .filter(submission -> key(bounty, submission).isEmpty())
        .map(SubmissionFacts::slot)
        .toList();
  }

  private JournalEntry write(BountyFacts bounty, ScoreVector scores) {
    byte[] salt = new byte[SALT_BYTES];
    agent.random().nextBytes(salt);
    return agent
        .journal()
        .record(
            bounty.id().toString(),
            SCORES,
            Map.of("reports", words(scores), "salt", Bytes32.of(salt).hex()));
  }

  private void commit(BountyFacts bounty, JournalEntry written) {
    Commits commits = new Commits(BigInteger.valueOf(agent.deployment().chainId()), bounty.id());
    Bytes32 hash =
        commits.scores(
            new Commits.Seat(agent.panel().address(), bounty.round(), agent.address()),
            scores(written),
            salt(written));
    steps.send(
        bounty,
        "scores-committed",
        "Committed to the scores.",
        agent.panel().commitScores(bounty.id(), hash));
  }

  private void reveal(BountyFacts bounty) {
    Optional<JournalEntry> written = agent.journal().last(bounty.id().toString(), SCORES);
    if (bounty.seats().contains(agent.address())
        && bounty.hasCommittedScores(agent.address())
        && !bounty.hasRevealedScores(agent.address())
        && written.isPresent()) {
      steps.send(
          bounty,
          "scores-revealed",
          "Revealed the scores " + written.get().fact("reports") + ".",
          agent.panel().revealScores(bounty.id(), scores(written.get()), salt(written.get())));
    }
  }

  private void deliver(BountyFacts bounty) {
    Optional<SubmissionFacts> winner = bounty.winner().flatMap(bounty::submission);
    if (winner.isPresent() && (bounty.isComplained() || !done.contains(delivered(bounty)))) {
      key(bounty, winner.get()).ifPresent(key -> deliver(bounty, winner.get(), key));
    }
  }

  private void deliver(BountyFacts bounty, SubmissionFacts winner, AgeIdentity key) {
    publisher.answer(bounty, key);
    if (!done.contains(delivered(bounty))) {
      agent.keys().sendCheckpointKey(bounty, winner, bounty.researcher(), key);
      done.add(delivered(bounty));
      narrator.tell("delivered", bounty.id(), "Gave the researcher the key.");
    }
  }

  private static String delivered(BountyFacts bounty) {
    return "delivered " + bounty.id();
  }

  /** What to say of every slot, once everything needed is here or the last call has come. */
  private Optional<ScoreVector> scores(BountyFacts bounty) {
    return scoring(bounty)
        .flatMap(
            scoring ->
                scoring.vector(
                    bounty.submissions(),
                    submission -> report(bounty, submission, scoring),
                    (submission, right) -> shares(bounty, submission, scoring, right)));
  }

  private Optional<List<Integer>> shares(
      BountyFacts bounty, SubmissionFacts submission, Scoring scoring, long right) {
    Optional<List<Integer>> measured =
        contributions.sharesOf(
            bounty, submission, new Contributions.Scored(scoring.paper(), right));
    if (measured.isPresent() || !isLastCall(bounty)) {
      return measured;
    }
    narrator.tell(
        "contributions-not-measured",
        bounty.id(),
        "Gave up measuring what contributed to %s's model: its evidence has not come, or there was too little time."
            .formatted(submission.miner()));
    return Optional.of(scoring.notMeasured());
  }

  /** The bounty with its test set opened, once its key is here. */
  private Optional<Scoring> scoring(BountyFacts bounty) {
    if (!scorings.containsKey(bounty.id())) {
      bounty
          .publishedTestKey()
          .map(AgeIdentity::of)
          .or(() -> agent.keys().testKey(bounty))
          .ifPresent(key -> scorings.put(bounty.id(), open(bounty, key)));
    }
    return Optional.ofNullable(scorings.get(bounty.id()));
  }

  private Scoring open(BountyFacts bounty, AgeIdentity testKey) {
    BountySpec spec = specs.fetch(bounty);
    return new Scoring(
        new Paper(spec.modelSpec(), spec.criterion(), tests.open(bounty, spec, testKey)),
        bounty.scoreLayout().datasets());
  }

  private Optional<List<ScoreReport>> report(
      BountyFacts bounty, SubmissionFacts submission, Scoring scoring) {
    if (!submission.isToBeScored()) {
      return Optional.of(scoring.everywhere(new ScoreReport(0)));
    }
    Optional<AgeIdentity> key = key(bounty, submission);
    if (key.isEmpty()) {
      return unavailable(bounty, submission, "no key that fits has come.").map(scoring::everywhere);
    }
    try {
      Examination came =
          scorer.score(submission.checkpoint().orElseThrow(), key.get(), scoring.paper());
      return Optional.of(reports(bounty, submission, scoring, came));
    } catch (ConfinementException e) {
      tellOnce(bounty, submission, e);
      return notExamined(bounty, submission, e).map(scoring::everywhere);
    } catch (RegistryException e) {
      return unavailable(bounty, submission, String.valueOf(e.getMessage()))
          .map(scoring::everywhere);
    }
  }

  /** Clock time is what a child that was taken over can waste: it may twice, not to the end. */
  private Optional<ScoreReport> notExamined(
      BountyFacts bounty, SubmissionFacts submission, ConfinementException e) {
    boolean isWasted =
        e.reason() == ConfinementException.Reason.TOO_MUCH_TIME
            && !done.add("slow " + bounty.id() + submission.miner());
    return isWasted
        ? Optional.of(ScoreReport.UNAVAILABLE)
        : unavailable(bounty, submission, String.valueOf(e.getMessage()));
  }

  /** It is tried again at every turn; whoever looks after the machine need hear it once. */
  private void tellOnce(BountyFacts bounty, SubmissionFacts submission, ConfinementException e) {
    if (done.add("failed " + bounty.id() + submission.miner() + e.getMessage())) {
      narrator.tell(
          "not-examined",
          bounty.id(),
          submission.miner() + "'s is to be examined again: " + e.getMessage(),
          Map.of("failure", e.code()));
    }
  }

  private List<ScoreReport> reports(
      BountyFacts bounty, SubmissionFacts submission, Scoring scoring, Examination came) {
    if (came instanceof Examination.Refused refused) {
      narrator.tell(
          "refused", bounty.id(), "Refused " + submission.miner() + "'s: " + refused.why());
      return scoring.everywhere(ScoreReport.INVALID);
    }
    List<ScoreReport> reports =
        ((Examination.Counted) came).counts().stream().map(ScoreReport::of).toList();
    narrator.tell(
        "scored",
        bounty.id(),
        "Scored %s: %s of %d.".formatted(submission.miner(), sum(reports), bounty.privateCount()));
    return reports;
  }

  /** The key that fits the submission's commitment, kept once found. */
  private Optional<AgeIdentity> key(BountyFacts bounty, SubmissionFacts submission) {
    String name = bounty.id() + " " + submission.miner();
    if (!keys.containsKey(name)) {
      agent.keys().checkpointKey(bounty, submission).ifPresent(key -> keys.put(name, key));
    }
    return Optional.ofNullable(keys.get(name));
  }

  private Optional<ScoreReport> unavailable(
      BountyFacts bounty, SubmissionFacts submission, String reason) {
    if (!isLastCall(bounty)) {
      return Optional.empty();
    }
    narrator.tell("unavailable", bounty.id(), "Gave up on " + submission.miner() + ": " + reason);
    return Optional.of(ScoreReport.UNAVAILABLE);
  }

  private boolean isLastCall(BountyFacts bounty) {
    return !agent.events().now().isBefore(bounty.stateDeadline().minus(LAST_CALL));
  }

  private static String sum(List<ScoreReport> reports) {
    return reports.stream()
        .map(report -> String.valueOf(report.word()))
        .collect(Collectors.joining("+"));
  }

  private static String words(ScoreVector scores) {
    return scores.words().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static ScoreVector scores(JournalEntry written) {
    return new ScoreVector(
        Arrays.stream(written.fact("reports").split(",", -1)).map(Long::valueOf).toList());
  }

  private static Bytes32 salt(JournalEntry written) {
    return new Bytes32(written.fact("salt"));
  }
}
