package assay.registry.approval;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.approval.ApprovalRule.People;
import assay.registry.approval.ApprovalRule.Scope;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.grant.Purpose;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule as a person writes it.
 *
 * @param datasets ids, or {@code all} alone
 * @param allow addresses, or {@code anyone} alone
 * @param deny addresses; may be empty
 * @param price of each use, in ether
 * @param level at least how strictly the grantee must keep it
 * @param upToLevel data above this level is not given
 * @param lifetime a number and {@code days}, {@code hours} or {@code minutes}
 * @param most grants on a dataset that may be live at once
 */
record ApprovalRuleJson(
    String name,
    List<String> datasets,
    List<String> purposes,
    List<String> allow,
    List<String> deny,
    String price,
    String level,
    String upToLevel,
    String lifetime,
    int most) {

  private static final String ALL = "all";
  private static final String ANYONE = "anyone";

  ApprovalRuleJson {
    datasets = List.copyOf(datasets);
    purposes = List.copyOf(purposes);
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    // A rule that means nothing is told with its own line, not with that of the whole list.
    new ApprovalRule(
        name,
        scope(datasets, purposes, upToLevel),
        people(allow, deny),
        offer(level, lifetime, price),
        most);
  }

  static ApprovalRuleJson of(ApprovalRule rule) {
    return new ApprovalRuleJson(
        rule.name(),
        orWord(texts(rule.scope().datasets(), DatasetId::toString), ALL),
        texts(rule.scope().purposes(), ApprovalRuleJson::word),
        orWord(texts(rule.people().allowed(), Address::toString), ANYONE),
        texts(rule.people().denied(), Address::toString),
        rule.offer().price().inEther(),
        rule.offer().level().name(),
        rule.scope().strictest().name(),
        Lifetime.text(rule.offer().lifetime()),
        rule.most());
  }

  ApprovalRule rule() {
    return new ApprovalRule(
        name,
        scope(datasets, purposes, upToLevel),
        people(allow, deny),
        offer(level, lifetime, price),
        most);
  }

  private static Scope scope(List<String> datasets, List<String> purposes, String upToLevel) {
    return new Scope(
        set("datasets", datasets, ALL, text -> new DatasetId(new Bytes32(text))),
        set("purposes", purposes, Purpose::parse),
        field("upToLevel", upToLevel, ApprovalRuleJson::level));
  }

  private static People people(List<String> allow, List<String> deny) {
    return new People(
        set("allow", allow, ANYONE, Address::typed), set("deny", deny, Address::typed));
  }

  private static Offer offer(String level, String lifetime, String price) {
    return new Offer(
        field("level", level, ApprovalRuleJson::level),
        field("lifetime", lifetime, Lifetime::parse),
        field("price", price, Wei::ofEther));
  }

  private static SharingLevel level(String text) {
    return Arrays.stream(SharingLevel.values())
        .filter(level -> level.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is no level; write L0, L1 or L2."));
  }

  /** A list that is everybody's if it is that word alone, and must not be empty otherwise. */
  private static <T> Set<T> set(
      String field, List<String> texts, String everything, Function<String, T> value) {
    if (texts.equals(List.of(everything))) {
      return Set.of();
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the list is empty; name some, or write [\"%s\"].".formatted(field, everything));
    }
    if (texts.contains(everything)) {
      throw new IllegalArgumentException(
          "%s: '%s' stands beside others; let it stand alone, or take it out."
              .formatted(field, everything));
    }
    return set(field, texts, value);
  }

  private static <T> Set<T> set(String field, List<String> texts, Function<String, T> value) {
    Set<T> values = new HashSet<>();
    for (String text : texts) {
      if (!values.add(field(field, text, value))) {
        throw new IllegalArgumentException(
            "%s: '%s' stands there twice; take one out.".formatted(field, text));
      }
    }
    return values;
  }

  private static <T> T field(String name, String text, Function<String, T> value) {
    try {
      return value.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static <T> List<String> texts(Collection<T> values, Function<T, String> text) {
    return values.stream().map(text).sorted().toList();
  }

  private static List<String> orWord(List<String> texts, String everything) {
    return texts.isEmpty() ? List.of(everything) : texts;
  }

  private static String word(Purpose purpose) {
    return Stream.of(purpose.toString())
        .filter(word -> !word.contains(" "))
        .findFirst()
        .orElse(Integer.toString(purpose.code()));
  }
}
