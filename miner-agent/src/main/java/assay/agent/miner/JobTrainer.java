package assay.agent.miner;

import assay.agent.keys.SealedEvidence;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountySpec;
import assay.training.ledger.BountyFacts;
import assay.training.run.TrainingState;
import java.util.Map;
import java.util.Optional;

/** Trains a job to its end, on this rig or on several. Called from a job slot's thread. */
@FunctionalInterface
public interface JobTrainer {

  /** Trains the job, going on from where it was left, until its end or until the run is over. */
  Trained train(JobRun run);

  /** What was reached of the job is safe elsewhere, or in vain; told again and again. */
  default void over(BountyId bounty) {}

  /**
   * What proves to the bounty's panel how much each owner's data contributed, if there is anything.
   * The same every time.
   */
  default Optional<SealedEvidence> evidence(BountyFacts bounty) {
    return Optional.empty();
  }

  /** The bounty has ended, and with it whatever it was kept for; told again and again. */
  default void ended(BountyId bounty) {}

  /** Whether the data stays where it is, so that a grant is needed and no key. */
  default boolean isOnSites() {
    return false;
  }

  /** Why it cannot train for the bounty at all, if there is a reason. */
  default Optional<Refusal> against(BountyFacts bounty, BountySpec spec) {
    return unlessFederated(spec);
  }

  /** Whoever trains on data that he opens passes by what is trained where the data is. */
  static Optional<Refusal> unlessFederated(BountySpec spec) {
    return spec.federated()
        .map(
            terms ->
                new Refusal(
                    "federated",
                    "it is trained by rounds on its owners' sites; 'assay coordinator run' leads such a training."));
  }

  /**
   * What a training reached.
   *
   * @param rigs that worked on it, at least 1
   * @param circumstances besides, for the provenance
   */
  record Trained(TrainingState reached, int rigs, Map<String, String> circumstances) {

    public Trained {
      circumstances = Map.copyOf(circumstances);
    }

    /** A training on so many rigs, of which nothing else is to be said. */
    public Trained(TrainingState reached, int rigs) {
      this(reached, rigs, Map.of());
    }
  }

  /** Chooses who trains: the given one trains on this rig alone. */
  @FunctionalInterface
  interface Choice {

    /** This rig alone, always. */
    Choice ALONE = alone -> alone;

    JobTrainer of(JobTrainer alone);
  }
}
