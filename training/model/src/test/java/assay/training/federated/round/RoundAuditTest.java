package assay.training.federated.round;

import static assay.training.federated.round.RoundExamples.LATE;
import static assay.training.federated.round.RoundExamples.SITES;
import static assay.training.federated.round.RoundExamples.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.TestAccounts;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundAuditTest {

  private static final RoundExamples EXAMPLES = new RoundExamples(TestAccounts.number(5));
  private static final FederatedJob JOB = EXAMPLES.job();

  /** A change of these is a change of what sites sign and coordinators anchor. */
  @Test
  void shouldHashStatementsAsEver() {
    assertThat(JOB.kind().hex())
        .isEqualTo("0x6704de616bd7738878b1e8d8ed6c160125758aa4868c92afd9a72ea293debadd");
    assertThat(EXAMPLES.update(SITES.get(0), 1, model(0)).statement().hash().hex())
        .isEqualTo("0x5baa4fa8c46d8f11b9f8aa0edc68af102595d3a8df970c6f6cdc9396c4ba4c91");
    assertThat(EXAMPLES.entry(1).round().root().hex())
        .isEqualTo("0xf97880416a2d3f2ec8d3ffe477a7197c832dc42eb726258f1b6d930a7315af6d");
  }

  @Test
  void shouldHoldALogThatIsWhole() {
    RoundLog log = log(3);

    assertThat(new RoundAudit(log).against(log.anchors()))
        .allMatch(claim -> claim.verdict() == Verdict.HOLDS);
    assertThat(failing(new RoundAudit(log).offline())).isEmpty();
  }

  @Test
  void shouldReadWhatItWrote() {
    RoundLog log = log(2);

    assertThat(RoundLog.read(log.write())).isEqualTo(log);
  }

  @Test
  void shouldRefuseWhatIsNoLogByName() {
    byte[] other =
        text(log(1))
            .replace("assay federated rounds 1", "assay rounds")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> RoundLog.read(other))
        .isInstanceOf(RoundLogRefusedException.class)
        .hasMessageContaining("assay rounds");
  }

  @Test
  void shouldFindAnUpdateThatItsSiteDidNotSign() {
    RoundLog altered = altered(log(2), "\"samples\" : 101", "\"samples\" : 999");

    assertThat(failing(new RoundAudit(altered).offline())).contains("updates", "anchors");
  }

  @Test
  void shouldFindAReasonThatWasRewritten() {
    RoundLog altered = altered(log(2), LATE.why(), "it was never asked");

    assertThat(failing(new RoundAudit(altered).offline())).contains("rounds", "anchors");
  }

  @Test
  void shouldFindARoundThatWasTakenOut() {
    RoundLog log = log(3);
    RoundLog cut =
        new RoundLog(JOB, List.of(log.rounds().get(0), log.rounds().get(2)), log.anchors());

    assertThat(failing(new RoundAudit(cut).offline())).contains("order", "anchors");
  }

  @Test
  void shouldFindARoundThatBeginsWithAnotherModel() {
    FederatedRound second = EXAMPLES.round(2, model(7), EXAMPLES.updates(2, model(7)));

    assertThat(
            failing(
                new RoundAudit(unanchored(EXAMPLES.entry(1), EXAMPLES.signed(second))).offline()))
        .containsExactly("order");
  }

  @Test
  void shouldFindAnUpdateThatIsCountedInTwoRounds() {
    SiteUpdate first = EXAMPLES.update(SITES.get(0), 1, model(0)).statement();
    SiteUpdate again =
        new SiteUpdate(
            JOB, 2, first.site(), first.grant(), first.samples(), model(1), first.update(), 0);
    FederatedRound second =
        EXAMPLES.round(2, model(1), List.of(SignedUpdate.by(SITES.get(0), again)));

    assertThat(
            failing(
                new RoundAudit(unanchored(EXAMPLES.entry(1), EXAMPLES.signed(second))).offline()))
        .containsExactly("once");
  }

  @Test
  void shouldFindALogThatWasCutAfterItWasAnchored() {
    RoundLog log = log(3);
    RoundLog cut = new RoundLog(JOB, log.rounds().subList(0, 2), log.anchors().subList(0, 2));

    assertThat(failing(new RoundAudit(cut).offline())).isEmpty();
    assertThat(failing(new RoundAudit(cut).against(log.anchors()))).containsExactly("chain");
  }

  @Test
  void shouldFindAnAnchorThatIsNotOnTheChain() {
    RoundLog log = log(2);

    assertThat(failing(new RoundAudit(log).against(log.anchors().subList(0, 1))))
        .containsExactly("chain");
  }

  @Test
  void shouldSayWhichRoundsNoAnchorCovers() {
    RoundLog log = log(3);
    RoundLog young = new RoundLog(JOB, log.rounds(), log.anchors().subList(0, 1));

    assertThat(new RoundAudit(young).offline())
        .filteredOn(claim -> claim.name().equals("cover"))
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.verdict()).isEqualTo(Verdict.UNCHECKED);
              assertThat(claim.proof()).contains("newest 2 of 3");
            });
  }

  @Test
  void shouldRefuseASiteTwiceInARoundAndOneOfAnotherRound() {
    SignedUpdate update = EXAMPLES.update(SITES.get(0), 1, model(0));

    assertThatThrownBy(() -> EXAMPLES.round(1, model(0), List.of(update, update)))
        .hasMessageContaining("name each once");
    assertThatThrownBy(() -> EXAMPLES.round(2, model(1), List.of(update)))
        .hasMessageContaining("for another round");
    assertThatThrownBy(() -> EXAMPLES.round(1, model(0), List.of()))
        .hasMessageContaining("No update");
  }

  private static RoundLog log(int rounds) {
    return EXAMPLES.log(rounds);
  }

  private static RoundLog unanchored(RoundEntry... entries) {
    return new RoundLog(JOB, List.of(entries), List.of());
  }

  private static String text(RoundLog log) {
    return new String(log.write(), StandardCharsets.UTF_8);
  }

  private static RoundLog altered(RoundLog log, String from, String to) {
    assertThat(text(log)).contains(from);
    return RoundLog.read(text(log).replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> failing(List<LogClaim> claims) {
    return claims.stream()
        .filter(claim -> claim.verdict() == Verdict.FAILS)
        .map(LogClaim::name)
        .toList();
  }
}
