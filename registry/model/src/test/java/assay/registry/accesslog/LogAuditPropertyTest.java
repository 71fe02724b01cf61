package assay.registry.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Bytes32;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever is done to a log of which others have seen something is found. */
class LogAuditPropertyTest {

  private static final long SEED = 20_261_122;
  private static final int ROUNDS = 40;

  private static final Random RANDOM = new Random(SEED);
  private static final LogExamples EXAMPLES = new LogExamples(RANDOM);

  private final AccessLog log = EXAMPLES.anchored(2 + RANDOM.nextInt(30));
  private final LogEvidence evidence = LogExamples.evidence(log);
  private final List<AccessEntry> entries = new ArrayList<>(log.entries());
  private final int place = RANDOM.nextInt(entries.size());

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("LogAuditPropertyTest seed " + SEED);
  }

  @RepeatedTest(ROUNDS)
  void shouldHoldAsItWasWritten() {
    assertThat(new LogAudit(log).firstFlaw()).isEmpty();
    assertThat(new LogAudit(log).against(evidence))
        .extracting(LogClaim::verdict)
        .containsOnly(Verdict.HOLDS);
  }

  @RepeatedTest(ROUNDS)
  void shouldNameTheFirstEntryThatSaysSomethingElse() {
    AccessEntry old = entries.get(place);
    Access other = EXAMPLES.access(LogExamples.DATASET);
    entries.set(place, new AccessEntry(old.index(), other, old.previous(), old.hash()));

    assertFlawAt(place);
  }

  @RepeatedTest(ROUNDS)
  void shouldNameTheEntryAfterOneThatWasHashedAnew() {
    AccessEntry old = entries.get(place);
    Access other = EXAMPLES.access(LogExamples.DATASET).at(old.access().time());
    entries.set(place, place == 0 ? AccessEntry.first(other) : entries.get(place - 1).next(other));

    if (place == entries.size() - 1) {
      assertRewritten(entries);
    } else {
      assertFlawAt(place + 1);
    }
  }

  @RepeatedTest(ROUNDS)
  void shouldNameTheGapOfADroppedEntry() {
    entries.remove(place);

    if (place == entries.size()) {
      assertRewritten(entries);
    } else {
      assertFlawAt(place);
    }
  }

  @RepeatedTest(ROUNDS)
  void shouldNameAnInsertedEntry() {
    AccessEntry before = entries.get(place);
    entries.add(place + 1, before.next(EXAMPLES.access(LogExamples.DATASET)));

    if (place == entries.size() - 2) {
      assertThat(new LogAudit(with(entries)).against(evidence))
          .filteredOn(claim -> claim.name().equals("cover"))
          .extracting(LogClaim::verdict)
          .containsExactly(Verdict.UNCHECKED);
    } else {
      assertFlawAt(place + 2);
    }
  }

  @RepeatedTest(ROUNDS)
  void shouldNameTheFirstOfTwoThatWereSwapped() {
    int other = (place + 1) % entries.size();
    AccessEntry kept = entries.set(place, entries.get(other));
    entries.set(other, kept);

    assertFlawAt(Math.min(place, other));
  }

  @RepeatedTest(ROUNDS)
  void shouldFindALogThatWasWrittenAnewFromSomewhereOn() {
    List<AccessEntry> anew = new ArrayList<>(entries.subList(0, place));
    while (anew.size() < entries.size() + RANDOM.nextInt(3)) {
      Access access = EXAMPLES.access(LogExamples.DATASET);
      anew.add(anew.isEmpty() ? AccessEntry.first(access) : anew.get(anew.size() - 1).next(access));
    }

    assertRewritten(anew);
  }

  @RepeatedTest(ROUNDS)
  void shouldFindALogThatWasCutAfterItWasAnchored() {
    assertRewritten(entries.subList(0, place));
  }

  @Test
  void shouldFindAnEntryOfAnEarlierTime() {
    Access access = EXAMPLES.access(LogExamples.DATASET);
    AccessEntry first = AccessEntry.first(access);
    AccessEntry honest = first.next(access);
    AccessEntry early =
        new AccessEntry(1, access.at(access.time().minusSeconds(1)), first.hash(), honest.hash());
    AccessEntry hashed = new AccessEntry(1, early.access(), early.previous(), early.expectedHash());

    AccessLog turned = new AccessLog(LogExamples.DATASET, List.of(first, hashed), List.of());

    assertThat(new LogAudit(turned).firstFlaw())
        .hasValueSatisfying(flaw -> assertThat(flaw.why()).contains("the entry before of"));
  }

  @Test
  void shouldFindALogThatBeginsInTheMiddle() {
    Access access = EXAMPLES.access(LogExamples.DATASET);
    AccessEntry unhashed = new AccessEntry(1, access, Bytes32.ZERO, Bytes32.ZERO);
    AccessEntry second = new AccessEntry(1, access, Bytes32.ZERO, unhashed.expectedHash());

    AccessLog beheaded = new AccessLog(LogExamples.DATASET, List.of(second), List.of());

    assertThat(new LogAudit(beheaded).firstFlaw())
        .hasValueSatisfying(
            flaw -> assertThat(flaw.why()).isEqualTo("entry 1 stands where entry 0 belongs"));
  }

  @Test
  void shouldFindAnchorsThatTheChainDoesNotHave() {
    LogEvidence fewer = new LogEvidence(log.anchors().subList(0, 1), evidence.grants());
    List<LogClaim> claims = new LogAudit(log).against(fewer);

    assertThat(claims)
        .filteredOn(claim -> claim.name().equals("chain"))
        .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo(Verdict.FAILS));
  }

  @Test
  void shouldFindAnAnchorOfTheChainThatTheFileKeepsQuiet() {
    AccessLog quiet = new AccessLog(log.dataset(), log.entries().subList(0, 1), List.of());

    assertThat(new LogAudit(quiet).offline())
        .extracting(LogClaim::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.UNCHECKED, Verdict.UNCHECKED, Verdict.UNCHECKED);
    assertThat(LogClaim.anyFails(new LogAudit(quiet).against(evidence))).isTrue();
  }

  @Test
  void shouldFindAnAccessUnderAGrantThatTheChainDoesNotHave() {
    AccessEntry invented = entries.get(entries.size() - 1).next(EXAMPLES.access(log.dataset()));
    entries.add(invented);

    assertThat(new LogAudit(with(entries)).against(evidence))
        .filteredOn(claim -> claim.verdict() == Verdict.FAILS)
        .singleElement()
        .satisfies(
            claim -> assertThat(claim.proof()).startsWith("entry " + invented.index() + ": the"));
  }

  @Test
  void shouldFindAnchorsOutOfOrder() {
    List<LogAnchor> turned = List.of(log.anchors().get(1), log.anchors().get(0));
    AccessLog disordered = new AccessLog(log.dataset(), log.entries(), turned);

    assertThat(LogClaim.anyFails(new LogAudit(disordered).offline())).isTrue();
  }

  @Test
  void shouldPlaceAnchorsByTheirRoots() {
    List<LogAnchor> asTheChainTells =
        log.anchors().stream().map(anchor -> anchor.over(LogAnchor.NOWHERE)).toList();

    assertThat(log.anchored(asTheChainTells)).isEqualTo(log);
  }

  @Test
  void shouldHoldWithoutAnyEntry() {
    AccessLog empty = new AccessLog(LogExamples.DATASET, List.of(), List.of());

    assertThat(LogClaim.anyFails(new LogAudit(empty).against(LogExamples.evidence(empty))))
        .isFalse();
  }

  private AccessLog with(List<AccessEntry> other) {
    return new AccessLog(log.dataset(), other, log.anchors());
  }

  private void assertFlawAt(long index) {
    assertThat(new LogAudit(with(entries)).firstFlaw())
        .hasValueSatisfying(flaw -> assertThat(flaw.index()).isEqualTo(index));
    assertThat(LogClaim.anyFails(new LogAudit(with(entries)).offline())).isTrue();
  }

  /** The chain of hashes holds, the anchor over all of it does not. */
  private void assertRewritten(List<AccessEntry> anew) {
    LogAudit audit = new LogAudit(with(anew));
    assertThat(audit.firstFlaw()).isEmpty();
    assertThat(audit.offline())
        .filteredOn(claim -> claim.verdict() == Verdict.FAILS)
        .extracting(LogClaim::name)
        .containsExactly("anchors");
    assertThat(new LogAudit(new AccessLog(log.dataset(), anew, List.of())).against(evidence))
        .filteredOn(claim -> claim.verdict() == Verdict.FAILS)
        .extracting(LogClaim::name)
        .contains("chain")
        .doesNotContain("entries", "anchors");
  }
}
