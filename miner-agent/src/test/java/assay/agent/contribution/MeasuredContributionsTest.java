package assay.agent.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.agent.evaluator.Contributions.Scored;
import assay.agent.examination.Paper;
import assay.agent.keys.SealedEvidence;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.dataset.ContractAt;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.federated.contribution.ContributionEvidenceRefusedException;
import assay.training.federated.contribution.OwnerShares.Holding;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundAnchor;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionStatus;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeasuredContributionsTest implements MeasuredContributions.Sources {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final ContractAt MARKET = new ContractAt(1, address(9));
  private static final SubmissionFacts SUBMISSION =
      new SubmissionFacts(
          address(1),
          0,
          1,
          Bytes32.keccak256("commit"),
          1,
          SubmissionStatus.STANDING,
          Optional.empty());
  private static final Scored SCORED =
      new Scored(new Paper(Architectures.perceptron(2, 2, 2, 1), Metric.ACCURACY, List.of()), 17);
  private static final SealedEvidence EVIDENCE =
      new SealedEvidence(
          new Cid(Cid.Codec.RAW, Bytes32.ZERO), AgeIdentity.of(Bytes32.keccak256("key")));
  private static final RoundAnchor ANCHOR = new RoundAnchor(0, Bytes32.ZERO, Bytes32.ZERO);

  private final List<Note> notes = new ArrayList<>();
  private final List<Measurement> measured = new ArrayList<>();
  private final Queue<Supplier<List<Integer>>> outcomes = new ArrayDeque<>();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final MeasuredContributions contributions =
      new MeasuredContributions(
          this,
          new Narrator(Clock.systemUTC(), notes::add),
          measurement -> {
            measured.add(measurement);
            return outcomes.remove().get();
          },
          work::add);
  private List<RoundAnchor> anchors = List.of(ANCHOR);
  private Optional<SealedEvidence> evidence = Optional.of(EVIDENCE);

  @Override
  public ContractAt market() {
    return MARKET;
  }

  @Override
  public List<RoundAnchor> anchors(FederatedJob job) {
    return anchors;
  }

  @Override
  public Optional<SealedEvidence> evidence(BountyFacts bounty, SubmissionFacts submission) {
    return evidence;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochSecond(940);
  }

  private static Address address(int number) {
    return new Address("0x%040x".formatted(number));
  }

  private static BountyFacts bounty() {
    String id = BOUNTY.value().hex();
    return BountyFacts.of(
            List.of(
                event("BountyOpened", Map.of("bounty", id)),
                event("StateChanged", Map.of("bounty", id, "deadline", "1000")),
                dataset(2, 7_000),
                dataset(3, 3_000)),
            BOUNTY)
        .orElseThrow();
  }

  private static ChainEvent dataset(int owner, int weight) {
    return event(
        "DatasetListed",
        Map.of(
            "bounty", BOUNTY.value().hex(),
            "asset", Bytes32.keccak256("data of " + owner).hex(),
            "version", "1",
            "owner", address(owner).hex(),
            "weight", String.valueOf(weight),
            "required", true));
  }

  private static ChainEvent event(String name, Map<String, Object> values) {
    EventPosition position = new EventPosition(1, Bytes32.ZERO, 0, Bytes32.ZERO);
    return new ChainEvent(ContractName.BOUNTY_MARKET, name, position, values);
  }

  private Optional<List<Integer>> ask() {
    return contributions.sharesOf(bounty(), SUBMISSION, SCORED);
  }

  private void work() {
    work.remove().run();
  }

  private List<String> told() {
    return notes.stream().map(Note::event).toList();
  }

  @Test
  void shouldMeasureBesideTheTurnsAndTellTheShares() {
    outcomes.add(() -> List.of(8_000, 2_000));

    assertThat(ask()).isEmpty();
    assertThat(ask()).isEmpty();
    work();

    assertThat(ask()).contains(List.of(8_000, 2_000));
    assertThat(told()).containsExactly("contributions-measured");
    assertThat(measured)
        .containsExactly(
            new Measurement(
                new FederatedJob(MARKET, BOUNTY, SUBMISSION.miner()),
                List.of(ANCHOR),
                EVIDENCE,
                List.of(new Holding(address(2), 7_000), new Holding(address(3), 3_000)),
                SCORED,
                Duration.ofSeconds(60)));
  }

  @Test
  void shouldWaitForEvidenceThatHasNotCome() {
    evidence = Optional.empty();

    assertThat(ask()).isEmpty();
    assertThat(work).isEmpty();

    evidence = Optional.of(EVIDENCE);
    assertThat(ask()).isEmpty();
    assertThat(work).hasSize(1);
  }

  @Test
  void shouldMakeZerosAtOnceOfAModelThatNoRoundsLedTo() {
    anchors = List.of();

    assertThat(ask()).contains(List.of(0, 0));
    assertThat(told()).containsExactly("contributions-not-measured");
  }

  @Test
  void shouldMakeZerosOfWrongEvidenceAndTellWhy() {
    outcomes.add(
        () -> {
          throw new ContributionEvidenceRefusedException("It is another's.");
        });
    ask();
    work();

    assertThat(ask()).contains(List.of(0, 0));
    assertThat(notes)
        .singleElement()
        .satisfies(note -> assertThat(note.message()).contains("It is another's."));
  }

  @Test
  void shouldTryAgainWhatMayComeAndTellItOnce() {
    Supplier<List<Integer>> missing =
        () -> {
          throw new ContentMissingException("It is not there.");
        };
    outcomes.addAll(List.of(missing, missing, () -> List.of(5_000, 5_000)));

    for (int turn = 0; turn < 2; turn++) {
      assertThat(ask()).isEmpty();
      work();
      assertThat(ask()).isEmpty();
    }
    ask();
    work();

    assertThat(ask()).contains(List.of(5_000, 5_000));
    assertThat(told()).containsExactly("contributions-later", "contributions-measured");
  }

  /** That the machine is broken says nothing of the evidence. */
  @Test
  void shouldNotTakeAnErrorForEvidence() {
    outcomes.add(
        () -> {
          throw new OutOfMemoryError("here");
        });
    ask();
    work();

    assertThatThrownBy(this::ask).isInstanceOf(OutOfMemoryError.class);
  }
}
