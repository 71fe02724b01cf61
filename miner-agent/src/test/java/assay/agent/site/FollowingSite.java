package assay.agent.site;

import assay.agent.federated.FederatedTools;
import assay.agent.miner.Choice;
import assay.agent.miner.JobWatch;
import assay.agent.site.SitePolicy.Limits;
import assay.agent.site.SitePolicy.Readers;
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

  private FollowingSite() {}

  /**
   * What it does.
   *
   * @param largestNorm the longest update that leaves
   */
  public record Work(
      FederatedJob job, VersionId version, SiteTraining training, double largestNorm) {

    SiteJob job(SitePolicy policy) {
      return new SiteJob(job, version, training, () -> policy, JobWatch.NONE);
    }

    private SitePolicy policy() {
      return new SitePolicy(
          new Specs(true, Set.of()),
          Choice.any(),
          new Limits(1_000_000, 100),
          Set.of(FederatedTerms.FED_AVG),
          Set.of(Purpose.TRAIN),
          largestNorm,
          Duration.ofDays(1),
          Readers.PANEL);
    }
  }

  /** Follows until it is over; gives how many updates it sent. */
  public static int follow(FederatedTools tools, Work work, BooleanSupplier isOver) {
    return new SiteRounds(tools, work.job(work.policy()))
        .follow(new SoftmaxRegressionEngine(System::nanoTime), isOver);
  }
}
