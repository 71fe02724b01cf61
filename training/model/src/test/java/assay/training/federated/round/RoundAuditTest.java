package assay.training.federated.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundAuditTest {

  private static final Account COORDINATOR = TestAccounts.number(5);
  private static final List<Account> SITES =
      Stream.of(6, 7, 8)
          .map(TestAccounts::number)
          .sorted(Comparator.comparing(Account::address))
          .toList();
  private static final FederatedJob JOB =
      new FederatedJob(
          new ContractAt(31_337, new Address("0x" + "12".repeat(20))),
          new BountyId(Bytes32.keccak256("bounty")),
          COORDINATOR.address());
  private static final LeftOut LATE =
      new LeftOut(TestAccounts.number(9).address(), "nothing came within 30 s");

  /** A change of these is a change of what sites sign and coordinators anchor. */
  @Test
  void shouldHashStatementsAsEver() {
    assertThat(JOB.kind().hex())
        .isEqualTo("0x6704de616bd7738878b1e8d8ed6c160125758aa4868c92afd9a72ea293debadd");
    assertThat(update(SITES.get(0), 1).statement().hash().hex())
        .isEqualTo("0x5baa4fa8c46d8f11b9f8aa0edc68af102595d3a8df970c6f6cdc9396c4ba4c91");
    assertThat(entry(1).round().root().hex())
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
    RoundEntry first = entry(1);
    FederatedRound second = round(2, model(7), updatesFrom(2, model(7)));
    RoundLog log =
        new RoundLog(
            JOB, List.of(first, new RoundEntry(second, second.signedBy(COORDINATOR))), List.of());

    assertThat(failing(new RoundAudit(log).offline())).containsExactly("order");
  }

  @Test
  void shouldFindAnUpdateThatIsCountedInTwoRounds() {
    SiteUpdate first = update(SITES.get(0), 1).statement();
    SiteUpdate again =
        new SiteUpdate(
            JOB, 2, first.site(), first.grant(), first.samples(), model(1), first.update(), 0);
    FederatedRound second = round(2, model(1), List.of(SignedUpdate.by(SITES.get(0), again)));
    RoundLog log =
        new RoundLog(
            JOB,
            List.of(entry(1), new RoundEntry(second, second.signedBy(COORDINATOR))),
            List.of());

    assertThat(failing(new RoundAudit(log).offline())).containsExactly("once");
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
    SignedUpdate update = update(SITES.get(0), 1);

    assertThatThrownBy(() -> round(1, model(0), List.of(update, update)))
        .hasMessageContaining("name each once");
    assertThatThrownBy(() -> round(2, model(1), List.of(update)))
        .hasMessageContaining("for another round");
    assertThatThrownBy(() -> round(1, model(0), List.of())).hasMessageContaining("No update");
  }

  private static RoundLog log(int rounds) {
    List<RoundEntry> entries =
        IntStream.rangeClosed(1, rounds).mapToObj(RoundAuditTest::entry).toList();
    List<RoundAnchor> anchors = new ArrayList<>();
    for (RoundEntry entry : entries) {
      int index = anchors.size();
      anchors.add(
          new RoundAnchor(index, entry.round().root(), Bytes32.keccak256("transaction " + index)));
    }
    return new RoundLog(JOB, entries, anchors);
  }

  private static RoundEntry entry(int number) {
    FederatedRound round = round(number, model(number - 1), updatesFrom(number, model(number - 1)));
    return new RoundEntry(round, round.signedBy(COORDINATOR));
  }

  private static FederatedRound round(
      int number, Bytes32 previousModel, List<SignedUpdate> updates) {
    return new FederatedRound(
        JOB,
        number,
        cid("plan " + number),
        previousModel,
        model(number),
        cid("checkpoint " + number),
        Bytes32.keccak256("metrics " + number),
        updates,
        List.of(LATE));
  }

  private static List<SignedUpdate> updatesFrom(int round, Bytes32 previousModel) {
    return SITES.stream().map(site -> update(site, round, previousModel)).toList();
  }

  private static SignedUpdate update(Account site, int round) {
    return update(site, round, model(round - 1));
  }

  private static SignedUpdate update(Account site, int round, Bytes32 previousModel) {
    Bytes32 sealed = Bytes32.keccak256("update " + round + " of " + site.address());
    return SignedUpdate.by(
        site,
        new SiteUpdate(
            JOB,
            round,
            site.address(),
            Bytes32.keccak256("grant of " + site.address()),
            101 + SITES.indexOf(site),
            previousModel,
            sealed,
            0));
  }

  private static Bytes32 model(int number) {
    return Bytes32.keccak256("model " + number);
  }

  private static Cid cid(String content) {
    return Cid.of(Cid.Codec.RAW, content.getBytes(StandardCharsets.UTF_8));
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
