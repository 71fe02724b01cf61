package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Wei;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one seat of the panel did.
 *
 * @param counts correct answers by submission slot, once revealed
 */
public record EvaluationView(
    Address evaluator,
    Optional<Instant> committedAt,
    List<Long> counts,
    Optional<Instant> revealedAt,
    Wei slashed) {

  public EvaluationView {
    counts = List.copyOf(counts);
  }
}
