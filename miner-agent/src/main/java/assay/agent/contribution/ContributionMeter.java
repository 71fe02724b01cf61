package assay.agent.contribution;

import assay.agent.evaluator.Contributions.Scored;
import assay.agent.examination.ModelSeries;
import assay.agent.examination.SeriesExaminer;
import assay.agent.joint.WeightStore;
import assay.chain.Address;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.content.ContentStore;
import assay.registry.seal.Opener;
import assay.training.checkpoint.Weights;
import assay.training.federated.contribution.ContributionEvidence;
import assay.training.federated.contribution.ContributionEvidenceRefusedException;
import assay.training.federated.contribution.OwnerShares;
import assay.training.federated.contribution.RoundReplay;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.RoundAudit;
import assay.training.federated.round.RoundEntry;
import assay.training.federated.round.RoundLog;
import assay.training.spec.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what each owner's data contributed: holds the job's public log to its anchors, opens
 * what the coordinator kept, joins every round again for each coalition of its sites, and counts
 * what each model gets right on the seat's samples. The same numbers on the same kind of machine.
 * Thread-safe.
 */
final class ContributionMeter {

  /** What sealing adds to a short message. */
  private static final int SEAL_BYTES = 1 << 12;

  private final Rounds rounds;
  private final ContentStore store;
  private final SeriesExaminer examiner;

  /** Where the public log of a job is found. */
  @FunctionalInterface
  interface Rounds {
    Optional<RoundLog> of(FederatedJob job);
  }

  ContributionMeter(Rounds rounds, ContentStore store, SeriesExaminer examiner) {
    this.rounds = rounds;
    this.store = store;
    this.examiner = examiner;
  }

  /**
   * One share for each dataset, as {@link OwnerShares} gives them.
   *
   * @throws ContributionEvidenceRefusedException if it is not proved what the sites sent
   */
  List<Integer> shares(Measurement measurement) {
    List<FederatedRound> anchored = anchored(measurement);
    ContributionEvidence evidence = evidence(measurement);
    ModelSpec model = measurement.scored().paper().model();
    Weights first = new WeightStore(store).open(evidence.model(), model, evidence.identity());
    RoundReplay replay = new RoundReplay(anchored);
    BundledUpdates updates = new BundledUpdates(store, model, anchored, evidence);
    double[] counts =
        examiner.counts(
            new Series(replay, model, first, updates),
            measurement.scored().paper(),
            measurement.most());
    requireSubmitted(counts, measurement.scored());
    Map<Address, Double> values = replay.values(counts);
    return OwnerShares.of(values, measurement.datasets());
  }

  /** The models of all coalitions. */
  private record Series(RoundReplay replay, ModelSpec model, Weights first, BundledUpdates updates)
      implements ModelSeries {

    @Override
    public int count() {
      return Math.toIntExact(replay.models());
    }

    @Override
    public void each(Consumer<Weights> to) {
      replay.play(model, first, updates, to);
    }
  }

  /** Everything that the log claims has to hold, against the chain. */
  private List<FederatedRound> anchored(Measurement measurement) {
    RoundLog said =
        rounds
            .of(measurement.job())
            .orElseThrow(
                () ->
                    new ContributionEvidenceRefusedException(
                        "The platform knows no rounds of %s for this bounty."
                            .formatted(measurement.job().coordinator())));
    RoundLog log = new RoundLog(measurement.job(), said.rounds(), measurement.anchors());
    for (LogClaim claim : new RoundAudit(log).against(measurement.anchors())) {
      if (claim.verdict() != Verdict.HOLDS) {
        throw new ContributionEvidenceRefusedException(
            "The log of the rounds is not proved (%s): %s.".formatted(claim.name(), claim.proof()));
      }
    }
    return log.rounds().stream().map(RoundEntry::round).toList();
  }

  private ContributionEvidence evidence(Measurement measurement) {
    byte[] sealed =
        new WeightStore(store)
            .get(measurement.evidence().file(), ContributionEvidence.LONGEST + SEAL_BYTES);
    return ContributionEvidence.read(
        new Opener().openMessage(sealed, measurement.evidence().key()));
  }

  /** A coordinator who leads one model and submits another would have rounds valued in vain. */
  private static void requireSubmitted(double[] counts, Scored scored) {
    double last = counts[counts.length - 1];
    if (last != scored.right()) {
      throw new ContributionEvidenceRefusedException(
          "The last round's model gets %.0f samples right, the submitted one %d: it is another."
              .formatted(last, scored.right()));
    }
  }
}
