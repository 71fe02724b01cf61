package assay.registry.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.approval.Application.Circumstances;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalRulesTest {

  private static final Address OWNER = new Address("0x" + "11".repeat(20));
  private static final Address ASKER = new Address("0x" + "22".repeat(20));
  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);

  private static final String RULES =
      """
      {
        "rules": [
          {
            "name": "miners",
            "datasets": ["all"],
            "purposes": ["train"],
            "allow": ["anyone"],
            "deny": ["0x3333333333333333333333333333333333333333"],
            "price": "0.05",
            "level": "L1",
            "upToLevel": "L2",
            "lifetime": "30 days",
            "most": 10
          }
        ]
      }
      """;

  private static ApprovalRules parse(String json) {
    return ApprovalRules.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Application application(Purpose purpose, SharingLevel minimum) {
    return new Application(VERSION, ASKER, purpose, new Circumstances(minimum, 0, false));
  }

  @Test
  void shouldGiveTheTermsThatTheRuleSays() {
    Application application = application(Purpose.TRAIN, SharingLevel.L2);
    Instant now = Instant.parse("2026-03-01T12:00:00.7Z");

    Approve approved = (Approve) parse(RULES).decide(application);
    GrantTerms terms = approved.offer().terms(OWNER, application, now);

    assertThat(terms.price()).isEqualTo(Price.of(Wei.ofEther("0.05")));
    assertThat(terms.level()).isEqualTo(SharingLevel.L2);
    assertThat(terms.period().expiry()).isEqualTo(Instant.parse("2026-03-31T12:00:00Z"));
    assertThat(terms.grantee()).isEqualTo(ASKER);
  }

  @Test
  void shouldAskTheOwnerWhereRulesDifferInTheirTerms() {
    String both = RULES.replace("    }\n  ]", "    }, %s\n  ]".formatted(second()));

    assertThat(parse(both).decide(application(Purpose.TRAIN, SharingLevel.L1)))
        .isEqualTo(new AskOwner("the rules 'friends' and 'miners' fit and differ in their terms"));
  }

  private static String second() {
    return """
        {"name": "friends", "datasets": ["all"], "purposes": ["train"],
         "allow": ["%s"], "deny": [], "price": "0", "level": "L1", "upToLevel": "L2",
         "lifetime": "30 days", "most": 10}"""
        .formatted(ASKER);
  }

  @Test
  void shouldTellTheOwnerWhyNoRuleFits() {
    assertThat(parse(RULES).decide(application(Purpose.EVALUATE, SharingLevel.L1)))
        .isEqualTo(new AskOwner("rule 'miners' does not give access to evaluate"));
    assertThat(parse(RULES).decide(application(Purpose.TRAIN, SharingLevel.L3)))
        .isEqualTo(new AskOwner("rule 'miners' gives no data of level L3"));
  }

  @Test
  void shouldLetAnyoneTrainForNothingWhereTheOwnerSaysSo() {
    ApprovalRules rules = ApprovalRules.letAnyoneTrain(Duration.ofHours(1));

    assertThat(rules.decide(application(Purpose.TRAIN, SharingLevel.L2)))
        .isEqualTo(
            new Approve(
                "anyone may train", new Offer(SharingLevel.L2, Duration.ofHours(1), Wei.ZERO)));
    assertThat(ApprovalRules.parse(rules.toJson())).isEqualTo(rules);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "train"           | "trian"          | line 14: rules[0]: purposes: 'trian' is no purpose
          "purposes"        | "purpose"        | rules[0].purposes: this field is missing or misspelt
          "most": 10        | "most": 10, "more": 1 | line 13: rules[0].more: there is no field 'more'; known are [allow, datasets
          "most": 10        | "most": 0        | line 14: rules[0]: A rule that gives 0 grants gives none
          "most": 10        | "most": "10"     | line 13: rules[0].most
          "anyone"          | "anyone", "0x3333333333333333333333333333333333333333" | allow: 'anyone' stands beside others
          "anyone"          | "0x3333333333333333333333333333333333333333" | is both allowed and denied; take it out of one
          ["anyone"]        | []               | allow: the list is empty; name some, or write ["anyone"]
          ["train"]         | ["train", "train"] | purposes: 'train' stands there twice
          ["train"]         | []               | A rule without a purpose approves nothing
          "price": "0.05",  | ''               | rules[0].price: this field is missing or misspelt; every field must be there
          "0.05"            | "-1"             | price: -
          "30 days"         | "1 month"        | lifetime: '1 month' is no length of time; write '30 days'
          "upToLevel": "L2" | "upToLevel": "L3" | Data of level L3 is never handed out
          "level": "L1"     | "level": "L3"    | No key is handed out at level L3
          "level": "L1"     | "level": "l1"    | level: 'l1' is no level
          "upToLevel": "L2" | "upToLevel": "L0" | stricter than the strictest data
          "miners"          | ""               | A rule needs a name
          "datasets"        | "deny"           | Duplicate field
          "most": 10        | "most": 10,      | line 14
          """)
  void shouldSayWhereRulesAreNotClearAndWhatToDo(String right, String wrong, String words) {
    String json = RULES.replace(right, wrong);

    assertThat(json).isNotEqualTo(RULES);
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining("line ")
        .hasMessageContaining(words);
  }

  @Test
  void shouldRefuseTwoRulesOfOneName() {
    String both =
        RULES.replace(
            "    }\n  ]", "    }, %s\n  ]".formatted(second().replace("friends", "miners")));

    assertThatThrownBy(() -> parse(both))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining("Two rules are called 'miners'; rename one.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"rules\": null}",
        "{\"rules\": []} x",
        "{\"rules\": []} {}",
        "{\"rules\": \"0\"}",
        "{\"rules\": [[]]}",
        "{\"rules\": [{\"most\": []}]}"
      })
  void shouldRefuseWhatIsNoListOfRulesWithoutNamingClasses(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageNotContainingAny("java.", "assay.", "jackson");
  }

  @Test
  void shouldTakeAListWithoutRules() {
    assertThatCode(() -> parse("{\"rules\": []}")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30 days", "1 hour", "45 minutes", "90 seconds"})
  void shouldReadLengthsOfTimeAsTheyAreWritten(String text) {
    assertThat(Lifetime.text(Lifetime.parse(text))).isEqualTo(text);
  }
}
