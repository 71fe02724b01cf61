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
 */
public record EvaluationView(
    Address evaluator,
    int round,
    Optional<Instant> committedAt,
    List<Long> counts,
    Optional<Instant> revealedAt,
    Wei slashed) {

  public EvaluationView {
    counts = List.copyOf(counts);
  }
}
