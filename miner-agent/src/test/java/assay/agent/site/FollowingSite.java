package assay.agent.site;

import assay.agent.federated.FederatedTools;
import assay.agent.miner.Choice;
import assay.agent.miner.JobWatch;
import assay.agent.site.SitePolicy.Limits;
import assay.agent.site.SitePolicy.Specs;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import assay.training.bounty.FederatedTerms;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.site.SiteTraining;
import assay.training.run.SoftmaxRegressionEngine;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A site that follows calls, without a chain to find them on. */
public final class FollowingSite {

  public static final SitePolicy ALL =
      new SitePolicy(
          new Specs(true, Set.of()),
          Choice.any(),
          new Limits(1_000_000, 100),
          Set.of(FederatedTerms.FED_AVG),
          Set.of(Purpose.TRAIN),
          1_000,
          Duration.ofDays(1));

  private FollowingSite() {}

  /** Follows until it is over; gives how many updates it sent. */
  public static int follow(
      FederatedTools tools,
      FederatedJob job,
      VersionId version,
      SiteTraining training,
      BooleanSupplier isOver) {
    SiteJob work = new SiteJob(job, version, training, () -> ALL, JobWatch.NONE);
    return new SiteRounds(tools, work)
        .follow(new SoftmaxRegressionEngine(System::nanoTime), isOver);
  }
}
