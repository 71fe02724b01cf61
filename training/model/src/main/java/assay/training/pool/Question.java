package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody asks pools what a job would take and cost, before he posts it.
 *
 * @param askedAt when the platform heard it, to the second
 */
public record Question(Address asker, Need need, Instant askedAt) {

  /** As long as pools may answer. */
  public static final Duration OPEN_FOR = Duration.ofHours(1);

  public Question {
    Seconds.require("The time of a question", askedAt);
  }

  /** The same for everybody who sees this question. */
  public Bytes32 id() {
    return Bytes32.keccak256(
        "%s %d %d %d %d %d %d"
            .formatted(
                asker.hex(),
                need.flops(),
                need.memory(),
                need.samples(),
                need.epochs(),
                need.data(),
                askedAt.getEpochSecond()));
  }

  /** Whether pools may answer at that time. */
  public boolean isOpenAt(Instant time) {
    return time.isBefore(askedAt.plus(OPEN_FOR));
  }
}
