package assay.agent.contribution;

import assay.agent.evaluator.Contributions.Scored;
import assay.agent.examination.InProcessSeries;
import assay.agent.keys.SealedEvidence;
import assay.registry.content.ContentStore;
import assay.training.federated.contribution.OwnerShares.Holding;
import assay.training.federated.round.RoundLog;
import assay.training.run.TrainingEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One seat's measuring of a job. */
public final class Metering {

  private Metering() {}

  /** Where it is measured. */
  public record Place(ContentStore store, TrainingEngine engine) {}

  /**
   * One share for each dataset.
   *
   * @param log as the platform tells it, with the anchors that the chain has
   */
  public static List<Integer> shares(
      RoundLog log, Place place, SealedEvidence evidence, List<Holding> datasets, Scored scored) {
    RoundLog told = new RoundLog(log.job(), log.rounds(), List.of());
    return new ContributionMeter(
            job -> Optional.of(told), place.store(), new InProcessSeries(place.engine()))
        .shares(
            new Measurement(
                log.job(), log.anchors(), evidence, datasets, scored, Duration.ofMinutes(1)));
  }
}
