package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Wei;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one seat of the panel did.
 *
 * @param round 0 to 2 of the panel, 3 of the challenge
 * @param counts correct answers by submission slot, once revealed
 * @param shares what each dataset contributed, by submission slot, in 10 000; none where owners are
 *     paid by weights
 */
public record EvaluationView(
    Address evaluator,
    int round,
    Optional<Instant> committedAt,
    List<Long> counts,
    List<List<Long>> shares,
    Optional<Instant> revealedAt,
    Wei slashed) {

  public EvaluationView {
    counts = List.copyOf(counts);
    shares = List.copyOf(shares);
  }
}
