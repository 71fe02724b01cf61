package assay.registry.approval;

import assay.chain.Wei;
import assay.registry.approval.ApprovalRule.People;
import assay.registry.approval.ApprovalRule.Scope;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All standing rules of an owner. Whoever one rule denies gets in by none; whoever lost a grant
 * gets in by none either, only by the owner; where several rules fit, they must agree. The order of
 * the rules means nothing, and without a rule nobody is approved.
 *
 * @param rules by name
 */
public record ApprovalRules(List<ApprovalRule> rules) {

  /** No rule at all. */
  public static final ApprovalRules NONE = new ApprovalRules(List.of());

  public ApprovalRules {
    rules = rules.stream().sorted(Comparator.comparing(ApprovalRule::name)).toList();
    Set<String> names = new HashSet<>();
    for (ApprovalRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException(
            "Two rules are called '" + rule.name() + "'; rename one.");
      }
    }
  }

  /** Whoever asks may train, for nothing, as long as this. */
  public static ApprovalRules letAnyoneTrain(Duration lifetime) {
    return new ApprovalRules(
        List.of(
            new ApprovalRule(
                "anyone may train",
                new Scope(Set.of(), Set.of(Purpose.TRAIN), SharingLevel.L2),
                new People(Set.of(), Set.of()),
                new Offer(SharingLevel.L0, lifetime, Wei.ZERO),
                Integer.MAX_VALUE)));
  }

  /**
   * Reads rules as a person writes them.
   *
   * @throws RulesRefusedException if anything about them is not clear
   */
  public static ApprovalRules parse(byte[] json) {
    return ApprovalRulesJson.read(json);
  }

  /** The rules as {@link #parse} takes them. */
  public byte[] toJson() {
    return ApprovalRulesJson.write(this);
  }

  /** What the rules say; the same for the same application, always. */
  public Decision decide(Application application) {
    Optional<ApprovalRule> denying =
        rules.stream().filter(rule -> rule.denies(application)).findFirst();
    if (denying.isPresent()) {
      return new Deny("The owner gives this account no access to the dataset.");
    }
    if (application.circumstances().wasRevoked()) {
      return new AskOwner("a grant to it was taken back; only the owner lets it in again");
    }
    return weigh(application, rules.stream().filter(rule -> fits(rule, application)).toList());
  }

  private static boolean fits(ApprovalRule rule, Application application) {
    return rule.objection(application).isEmpty();
  }

  private Decision weigh(Application application, List<ApprovalRule> fitting) {
    if (fitting.isEmpty()) {
      return new AskOwner(objections(application));
    }
    SharingLevel minimum = application.circumstances().minimum();
    Set<Offer> offers =
        fitting.stream().map(rule -> rule.offer().atLeast(minimum)).collect(Collectors.toSet());
    if (offers.size() > 1) {
      return new AskOwner(
          fitting.stream()
              .map(rule -> "'" + rule.name() + "'")
              .collect(
                  Collectors.joining(" and ", "the rules ", " fit and differ in their terms")));
    }
    return new Approve(fitting.get(0).name(), offers.iterator().next());
  }

  private String objections(Application application) {
    return rules.isEmpty()
        ? "there is no rule"
        : rules.stream()
            .flatMap(rule -> rule.objection(application).stream())
            .collect(Collectors.joining("; "));
  }
}
