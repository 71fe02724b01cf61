package assay.agent.site;

import assay.agent.miner.Choice;
import assay.agent.miner.Refusal;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.grant.Purpose;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an owner's site takes part in, whatever a job asks for: where the two differ, the site does
 * not train.
 *
 * @param specs whose models it trains
 * @param coordinators whom it trains for
 * @param limits on a job
 * @param strategies by which it trains
 * @param purposes of the grants that it gives
 * @param largestNorm the longest update that leaves, above 0; longer ones are shortened
 * @param grantTime how long a coordinator's grant lasts
 * @param readers who may open an update
 */
public record SitePolicy(
    Specs specs,
    Choice<Address> coordinators,
    Limits limits,
    Set<String> strategies,
    Set<Purpose> purposes,
    double largestNorm,
    Duration grantTime,
    Readers readers) {

  /**
   * Which specifications were approved.
   *
   * @param isAny whether all are
   * @param approved by hash
   */
  public record Specs(boolean isAny, Set<Bytes32> approved) {

    private static final String CODE = "spec-not-approved";

    public Specs {
      approved = Set.copyOf(approved);
    }

    boolean includes(Bytes32 spec) {
      return isAny || approved.contains(spec);
    }
  }

  /** Who may open single updates. */
  public enum Readers {
    /** Nobody but the coordinator. */
    COORDINATOR,
    /** The seats of the bounty's panel as well. */
    PANEL;

    static Readers parse(String word) {
      return switch (word) {
        case "coordinator" -> COORDINATOR;
        case "panel" -> PANEL;
        default -> throw new IllegalArgumentException("write 'coordinator' or 'panel'.");
      };
    }
  }

  /** The most numbers of a model, and the most rounds of a job. */
  public record Limits(long parameters, int rounds) {}

  public SitePolicy {
    strategies = Set.copyOf(strategies);
    purposes = Set.copyOf(purposes);
  }

  /** What is against the job, if anything. */
  public Optional<Refusal> against(SiteOffer offer) {
    return Stream.of(
            unless(
                coordinators.takes(offer.coordinator()),
                "coordinator-denied",
                "it does not train for coordinator " + offer.coordinator()),
            unless(
                purposes.contains(offer.purpose()),
                "purpose-denied",
                "it gives no grant to " + offer.purpose()),
            unless(
                strategies.contains(offer.terms().strategy()),
                "strategy-denied",
                "it does not train by " + offer.terms().strategy()),
            unless(
                offer.parameters() <= limits.parameters(),
                "model-too-large",
                "the model has %d numbers, more than the %d that it trains"
                    .formatted(offer.parameters(), limits.parameters())),
            unless(
                offer.terms().rounds() <= limits.rounds(),
                "too-many-rounds",
                "the job has %d rounds, more than the %d that it takes part in"
                    .formatted(offer.terms().rounds(), limits.rounds())),
            unless(
                specs.includes(offer.spec()),
                Specs.CODE,
                "its owner has not approved specification " + offer.spec()),
            unless(
                !offer.isByContribution() || readers == Readers.PANEL,
                "updates-for-the-coordinator-only",
                "it pays owners by contribution, for which its panel opens every update"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether nothing but the owner's approval is missing, which may still come. */
  static boolean isUndecided(Refusal refusal) {
    return refusal.code().equals(Specs.CODE);
  }

  private static Optional<Refusal> unless(boolean holds, String code, String sentence) {
    return holds
        ? Optional.empty()
        : Optional.of(new Refusal(code, "the site's policy is against it: " + sentence + "."));
  }
}
