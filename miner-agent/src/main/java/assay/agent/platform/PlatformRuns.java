package assay.agent.platform;

import assay.client.api.BountiesApi;
import assay.client.model.RunPhase;
import assay.training.bounty.BountyId;
import assay.training.report.RunLine;
import assay.training.report.RunPoint;
import assay.training.report.RunReport;
import assay.training.report.RunSetup;
import java.time.ZoneOffset;

/** The board of runs on a platform. */
final class PlatformRuns implements RunBoard {

  private final PlatformApi api;
  private final BountiesApi bounties;

  PlatformRuns(PlatformApi api) {
    this.api = api;
    this.bounties = api.bounties();
  }

  @Override
  public void report(BountyId bounty, RunReport report) {
    api.tell(() -> bounties.reportRun(bounty.value().hex(), told(report)));
  }

  private static assay.client.model.RunReport told(RunReport report) {
    return new assay.client.model.RunReport()
        .phase(RunPhase.fromValue(report.phase().name()))
        .setup(told(report.setup()))
        .points(report.points().stream().map(PlatformRuns::told).toList())
        .log(report.log().stream().map(PlatformRuns::told).toList());
  }

  private static assay.client.model.RunSetup told(RunSetup setup) {
    return new assay.client.model.RunSetup()
        .engine(setup.engine())
        .optimizer(setup.optimizer())
        .hardware(setup.hardware())
        .devices(setup.devices())
        .batchSize(setup.batchSize())
        .epochs(setup.epochs())
        .samples(setup.samples());
  }

  private static assay.client.model.RunPoint told(RunPoint point) {
    return new assay.client.model.RunPoint()
        .at(point.at().atOffset(ZoneOffset.UTC))
        .epoch(point.epoch())
        .samples(point.samples())
        .loss(point.loss())
        .samplesPerSecond(point.samplesPerSecond())
        .accuracy(point.accuracy().orElse(null))
        .sampleLoss(point.sampleLoss().orElse(null))
        .use(point.use().orElse(null))
        .temperature(point.temperature().orElse(null));
  }

  private static assay.client.model.RunLine told(RunLine line) {
    return new assay.client.model.RunLine()
        .at(line.at().atOffset(ZoneOffset.UTC))
        .text(line.text());
  }
}
