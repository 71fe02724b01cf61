package assay.registry.approval;

import assay.chain.Address;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import java.util.Optional;
import java.util.Set;

/**
 * One standing rule of an owner: who may read what for which purposes without being looked at, and
 * on which terms.
 *
 * @param name tells the rule from the others, for people
 * @param most how many grants on a dataset may be live before the rule gives no more, at least 1
 */
public record ApprovalRule(String name, Scope scope, People people, Offer offer, int most) {

  /**
   * What a rule is about.
   *
   * @param datasets the datasets; none means all of the owner's
   * @param purposes what may be asked for, at least one
   * @param strictest data whose own level is above this is not given by the rule
   */
  public record Scope(Set<DatasetId> datasets, Set<Purpose> purposes, SharingLevel strictest) {

    public Scope {
      datasets = Set.copyOf(datasets);
      purposes = Set.copyOf(purposes);
      if (purposes.isEmpty()) {
        throw new IllegalArgumentException("A rule without a purpose approves nothing; name one.");
      }
      if (!strictest.handsOutKeys()) {
        throw new IllegalArgumentException(
            "Data of level " + strictest + " is never handed out; the strictest may be L2.");
      }
    }

    boolean covers(DatasetId dataset) {
      return datasets.isEmpty() || datasets.contains(dataset);
    }
  }

  /**
   * Whom a rule is about.
   *
   * @param allowed those it lets in; nobody named means anyone
   * @param denied those it keeps out, whatever any rule allows
   */
  public record People(Set<Address> allowed, Set<Address> denied) {

    public People {
      allowed = Set.copyOf(allowed);
      denied = Set.copyOf(denied);
      allowed.stream()
          .filter(denied::contains)
          .min(Address::compareTo)
          .ifPresent(
              both -> {
                throw new IllegalArgumentException(
                    both + " is both allowed and denied; take it out of one of the lists.");
              });
    }

    boolean admits(Address account) {
      return allowed.isEmpty() || allowed.contains(account);
    }
  }

  public ApprovalRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A rule needs a name.");
    }
    if (most < 1) {
      throw new IllegalArgumentException("A rule that gives " + most + " grants gives none.");
    }
    if (!scope.strictest().isAtLeast(offer.level())) {
      throw new IllegalArgumentException(
          "Grants of level %s are stricter than the strictest data, %s; raise the latter."
              .formatted(offer.level(), scope.strictest()));
    }
  }

  boolean denies(Application application) {
    return scope.covers(application.version().dataset())
        && people.denied().contains(application.grantee());
  }

  /** Why this rule does not give what is asked for; empty if it does. */
  Optional<String> objection(Application application) {
    Application.Circumstances circumstances = application.circumstances();
    if (!scope.covers(application.version().dataset())) {
      return objection("is for other datasets");
    }
    if (!scope.purposes().contains(application.purpose())) {
      return objection("does not give access to " + application.purpose());
    }
    if (!people.admits(application.grantee())) {
      return objection("is for other accounts");
    }
    if (!scope.strictest().isAtLeast(circumstances.minimum())) {
      return objection("gives no data of level " + circumstances.minimum());
    }
    if (circumstances.liveGrants() >= most) {
      return objection("gives no more: " + circumstances.liveGrants() + " grants are live");
    }
    return Optional.empty();
  }

  private Optional<String> objection(String words) {
    return Optional.of("rule '" + name + "' " + words);
  }
}
