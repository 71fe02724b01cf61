package assay.agent.status;

import assay.agent.miner.JobPhase;
import assay.agent.rig.FixedProbe;
import assay.agent.rig.RigReport;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.bounty.CorrectCount;
import assay.training.run.EpochReport;
import assay.training.run.Progress;
import assay.training.spec.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses of this very process. */
final class Statuses {

  private Statuses() {}

  /** A rig that trains one bounty and rests, with a card whose name tries to be a script. */
  static MinerStatus busy() {
    return new MinerStatus(
        new Address("0x" + "12".repeat(20)),
        ProcessHandle.current().pid(),
        StatusFile.startOfThisProcess(),
        Instant.EPOCH,
        new FixedProbe(61, 211).look().plus(RigReport.trouble("<script>alert(1)</script>")),
        List.of(
            new JobView(
                new BountyId(Bytes32.keccak256("bounty")),
                JobPhase.PAUSED,
                Instant.EPOCH,
                Optional.of(new Progress(2, 40, 100, 4_000, 250.5, 0.25, Duration.ofSeconds(16))),
                new EpochReport(
                    1,
                    0.5,
                    new CorrectCount(7, 8),
                    0.25,
                    Map.of(Metric.ACCURACY, 0.875, Metric.F1, 0.75)))),
        Optional.of("GPU-0a is hot: 90 °C."),
        Optional.of(new Earnings(Wei.ofEther("1.5"), Wei.ofEther("0.75"), Wei.ofEther("2"))));
  }
}
