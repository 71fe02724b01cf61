package assay.agent.status;

import assay.agent.rig.RigReport;
import assay.chain.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a running miner shows, at one moment.
 *
 * @param account whose agent it is
 * @param process the system's number of it
 * @param startedAt when that process was started
 * @param writtenAt this moment
 * @param rig its devices
 * @param jobs which it has
 * @param rest why training rests
 * @param earnings once they were asked for
 */
public record MinerStatus(
    Address account,
    long process,
    Instant startedAt,
    Instant writtenAt,
    RigReport rig,
    List<JobView> jobs,
    Optional<String> rest,
    Optional<Earnings> earnings) {

  public MinerStatus {
    jobs = List.copyOf(jobs);
  }
}
