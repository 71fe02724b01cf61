package assay.training.runs;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.report.RunPhase;
import assay.training.report.RunPoint;
import assay.training.report.RunSetup;
import java.time.Instant;
import java.util.Optional;

/**
 * A miner's run for a bounty as he reports it; nobody has checked any of it.
 *
 * @param source who says so
 * @param startedAt when the platform first heard of it
 * @param reportedAt when it last did
 * @param points that are kept of it
 * @param last the newest of them
 */
public record RunView(
    Bytes32 bounty,
    Address miner,
    Source source,
    RunPhase phase,
    RunSetup setup,
    Instant startedAt,
    Instant reportedAt,
    int points,
    Optional<RunPoint> last) {

  /** Who vouches for a run. */
  public enum Source {
    /** Its miner alone. */
    SELF_REPORTED
  }
}
