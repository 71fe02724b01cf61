package assay.agent.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.examination.Paper;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.bounty.ScoreReport;
import assay.training.data.DataFormat;
import assay.training.data.LabelledData;
import assay.training.ledger.SubmissionFacts;
import assay.training.ledger.SubmissionStatus;
import assay.training.spec.Architectures;
import assay.training.spec.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScoringTest {

  private static final LabelledData EMPTY = LabelledData.of(new DataFormat(2, 0, 1, 2), List.of());

  private final Scoring scoring =
      new Scoring(
          new Paper(Architectures.perceptron(2, 2, 2, 1), Metric.ACCURACY, List.of(EMPTY, EMPTY)));
  private final List<SubmissionFacts> submissions =
      List.of(submission(0), submission(1), submission(2));
  private final List<Integer> asked = new ArrayList<>();

  private static SubmissionFacts submission(int slot) {
    return new SubmissionFacts(
        new Address("0x%040x".formatted(slot + 1)),
        slot,
        slot + 1,
        Bytes32.ZERO,
        1,
        SubmissionStatus.STANDING,
        Optional.empty());
  }

  private Optional<List<ScoreReport>> reportsWithout(int missing) {
    return scoring.reports(
        submissions,
        submission -> {
          asked.add(submission.slot());
          return Optional.of(scoring.everywhere(new ScoreReport(submission.slot())))
              .filter(report -> submission.slot() != missing);
        });
  }

  @Test
  void shouldScoreEverySubmissionOnceAndTellItsGroupsTogether() {
    assertThat(reportsWithout(1)).isEmpty();
    assertThat(reportsWithout(1)).isEmpty();
    Optional<List<ScoreReport>> reports = reportsWithout(-1);

    assertThat(asked).containsExactly(0, 1, 2, 1, 1);
    assertThat(reports).contains(Stream.of(0, 0, 1, 1, 2, 2).map(ScoreReport::new).toList());
  }
}
