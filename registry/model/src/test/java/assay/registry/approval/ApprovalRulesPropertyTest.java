package assay.registry.approval;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.approval.Application.Circumstances;
import assay.registry.approval.ApprovalRule.People;
import assay.registry.approval.ApprovalRule.Scope;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds of any rules and any application. */
class ApprovalRulesPropertyTest {

  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 2_000;
  private static final int PEOPLE = 5;
  private static final int DATASETS = 3;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("ApprovalRulesPropertyTest seed " + SEED);
  }

  @Test
  void shouldDenyWhoeverAnyRuleDenies() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ApprovalRule> rules = rules();
      Application application = application();

      Decision decision = new ApprovalRules(rules).decide(application);

      boolean isDenied =
          rules.stream()
              .filter(rule -> covers(rule, application))
              .anyMatch(rule -> rule.people().denied().contains(application.grantee()));
      assertThat(decision instanceof Deny).isEqualTo(isDenied);
    }
  }

  @Test
  void shouldApproveOnlyWhatTheNamedRuleGives() {
    int approvals = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<ApprovalRule> rules = rules();
      Application application = application();

      if (new ApprovalRules(rules).decide(application) instanceof Approve approved) {
        approvals++;
        ApprovalRule rule =
            rules.stream()
                .filter(each -> each.name().equals(approved.rule()))
                .findFirst()
                .orElseThrow();
        Circumstances circumstances = application.circumstances();
        assertThat(rule.scope().purposes()).contains(application.purpose());
        assertThat(covers(rule, application)).isTrue();
        assertThat(
                rule.people().allowed().isEmpty()
                    || rule.people().allowed().contains(application.grantee()))
            .isTrue();
        assertThat(circumstances.liveGrants()).isLessThan(rule.most());
        assertThat(circumstances.wasRevoked()).isFalse();
        assertThat(circumstances.minimum()).isLessThanOrEqualTo(rule.scope().strictest());
        assertThat(approved.offer().level())
            .isGreaterThanOrEqualTo(circumstances.minimum())
            .isGreaterThanOrEqualTo(rule.offer().level());
        assertThat(approved.offer().price()).isEqualTo(rule.offer().price());
        assertThat(approved.offer().lifetime()).isEqualTo(rule.offer().lifetime());
      }
    }
    assertThat(approvals).isGreaterThan(ROUNDS / 100);
  }

  @Test
  void shouldSayTheSameInAnyOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ApprovalRule> rules = rules();
      List<ApprovalRule> shuffled = new ArrayList<>(rules);
      Collections.shuffle(shuffled, random);
      Application application = application();

      assertThat(new ApprovalRules(shuffled).decide(application))
          .isEqualTo(new ApprovalRules(rules).decide(application));
    }
  }

  @Test
  void shouldApproveNobodyWithoutARule() {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(ApprovalRules.NONE.decide(application())).isInstanceOf(AskOwner.class);
    }
  }

  @Test
  void shouldApproveNoMoreForOneMoreDenial() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ApprovalRule> rules = rules();
      Application application = application();
      List<ApprovalRule> stricter = new ArrayList<>(rules);
      stricter.add(denying(application.grantee()));

      assertThat(new ApprovalRules(stricter).decide(application)).isInstanceOf(Deny.class);
    }
  }

  @Test
  void shouldReadBackWhatItWrites() {
    for (int round = 0; round < ROUNDS; round++) {
      ApprovalRules rules = new ApprovalRules(rules());

      assertThat(ApprovalRules.parse(rules.toJson())).isEqualTo(rules);
    }
  }

  private static ApprovalRule denying(Address account) {
    return new ApprovalRule(
        "denying",
        new Scope(Set.of(), Set.of(Purpose.PREDICT), SharingLevel.L0),
        new People(Set.of(), Set.of(account)),
        new Offer(SharingLevel.L0, Duration.ofDays(1), Wei.ZERO),
        1);
  }

  private static boolean covers(ApprovalRule rule, Application application) {
    Set<DatasetId> datasets = rule.scope().datasets();
    return datasets.isEmpty() || datasets.contains(application.version().dataset());
  }

  private List<ApprovalRule> rules() {
    return IntStream.range(0, random.nextInt(4)).mapToObj(this::rule).toList();
  }

  private ApprovalRule rule(int number) {
    Set<Address> denied =
        random.nextInt(3) == 0 ? some(PEOPLE, ApprovalRulesPropertyTest::person) : Set.of();
    Set<Address> allowed = new HashSet<>(some(PEOPLE, ApprovalRulesPropertyTest::person));
    allowed.removeAll(denied);
    Set<Purpose> purposes = new HashSet<>(some(5, code -> new Purpose(code + 1)));
    purposes.add(Purpose.TRAIN);
    SharingLevel strictest = SharingLevel.of(random.nextInt(3));
    return new ApprovalRule(
        "rule " + number,
        new Scope(some(DATASETS, ApprovalRulesPropertyTest::dataset), purposes, strictest),
        new People(allowed, denied),
        new Offer(
            SharingLevel.of(random.nextInt(strictest.number() + 1)),
            Duration.ofMinutes(1 + random.nextInt(3)),
            Wei.ofEther("0." + random.nextInt(3))),
        1 + random.nextInt(4));
  }

  private Application application() {
    return new Application(
        new VersionId(dataset(random.nextInt(DATASETS)), 1 + random.nextInt(2)),
        person(random.nextInt(PEOPLE)),
        new Purpose(1 + random.nextInt(6)),
        new Circumstances(
            SharingLevel.of(random.nextInt(5)), random.nextInt(5), random.nextInt(4) == 0));
  }

  private <T> Set<T> some(int count, Function<Integer, T> each) {
    Set<T> chosen = new HashSet<>();
    int number = random.nextInt(count);
    for (int i = 0; i < number; i++) {
      chosen.add(each.apply(random.nextInt(count)));
    }
    return chosen;
  }

  private static Address person(int number) {
    return new Address("0x" + "%040x".formatted(number + 1));
  }

  private static DatasetId dataset(int number) {
    return new DatasetId(Bytes32.keccak256("dataset " + number));
  }
}
