package assay.agent.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.examination.Paper;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.Cid.Codec;
import assay.registry.seal.Seal;
import assay.training.bounty.ScoreReport;
import assay.training.bounty.ScoreVector;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionFacts.SealedCheckpoint;
import assay.training.ledger.SubmissionStatus;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScoringTest {

  private static final LabelledData EMPTY = LabelledData.of(new DataFormat(2, 0, 1, 2), List.of());
  private static final Paper PAPER =
      new Paper(Architectures.perceptron(2, 2, 2, 1), Metric.ACCURACY, List.of(EMPTY, EMPTY));
  private static final long MARK = ScoreReport.INVALID.word();

  private final List<SubmissionFacts> submissions =
      List.of(
          submission(0, SubmissionStatus.STANDING),
          submission(1, SubmissionStatus.STANDING),
          submission(2, SubmissionStatus.STANDING),
          submission(3, SubmissionStatus.STRUCK));
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> measured = new ArrayList<>();

  private static SubmissionFacts submission(int slot, SubmissionStatus status) {
    Bytes32 hash = Bytes32.keccak256("slot " + slot);
    SealedCheckpoint checkpoint =
        new SealedCheckpoint(Cid.of(Codec.RAW, hash.bytes()), new Seal(hash, 2, hash, 1), hash);
    Address miner = new Address("0x%040x".formatted(slot + 1));
    return new SubmissionFacts(miner, slot, slot + 1, hash, 1, status, Optional.of(checkpoint));
  }

  /** The third cannot be opened. */
  private static ScoreReport report(SubmissionFacts submission) {
    return submission.slot() == 2 ? ScoreReport.INVALID : new ScoreReport(submission.slot() + 7);
  }

  private Optional<ScoreVector> vector(Scoring scoring, int unscored, int unmeasured) {
    return scoring.vector(
        submissions,
        submission -> {
          asked.add(submission.slot());
          return Optional.of(scoring.everywhere(report(submission)))
              .filter(report -> submission.slot() != unscored);
        },
        (submission, right) -> {
          measured.add(submission.slot());
          assertThat(right).isEqualTo(2L * (submission.slot() + 7));
          return Optional.of(List.of(4_000, 6_000))
              .filter(shares -> submission.slot() != unmeasured);
        });
  }

  @Test
  void shouldScoreEverySubmissionOnceAndTellItsGroupsTogether() {
    Scoring scoring = new Scoring(PAPER, 0);

    assertThat(vector(scoring, 1, -1)).isEmpty();
    assertThat(vector(scoring, 1, -1)).isEmpty();
    Optional<ScoreVector> vector = vector(scoring, -1, -1);

    assertThat(asked).containsExactly(0, 1, 2, 3, 1, 1);
    assertThat(vector).contains(new ScoreVector(List.of(7L, 7L, 8L, 8L, MARK, MARK, 10L, 10L)));
    assertThat(measured).as("where owners are paid by weights").isEmpty();
  }

  @Test
  void shouldMeasureOnceWhatItCountedAndTellTheSharesAfterAllCounts() {
    Scoring scoring = new Scoring(PAPER, 2);

    assertThat(vector(scoring, -1, 1)).isEmpty();
    Optional<ScoreVector> vector = vector(scoring, -1, -1);

    assertThat(measured).containsExactly(0, 1, 1);
    assertThat(asked).containsExactly(0, 1, 2, 3);
    assertThat(vector)
        .contains(
            new ScoreVector(
                List.of(
                    7L, 7L, 8L, 8L, MARK, MARK, 10L, 10L, //
                    4_000L, 6_000L, 4_000L, 6_000L, 0L, 0L, 0L, 0L)));
  }
}
