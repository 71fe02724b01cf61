package assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.audit.LogClaim;
import assay.registry.audit.Verdict;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.RoundLog;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPrinterTest {

  private static final Address FIRST = new Address("0x" + "11".repeat(20));
  private static final Address SECOND = new Address("0x" + "22".repeat(20));

  @Test
  void shouldSayThatTheModelsAreEqual() {
    assertThat(end(Optional.of("ab"), Optional.of("ab"))).contains("equal to the miner's");
  }

  @Test
  void shouldSayLoudlyThatTheyAreNot() {
    assertThat(end(Optional.of("cd"), Optional.of("ab")))
        .contains("WRONG MODEL: delivered sha-256 ab, but the miner's is cd.")
        .doesNotContain("equal");
    assertThat(end(Optional.empty(), Optional.of("ab"))).contains("the miner's is not known");
  }

  @Test
  void shouldSayNothingOfAModelThatWasNotDelivered() {
    assertThat(end(Optional.of("ab"), Optional.empty())).doesNotContain("sha-256");
  }

  @Test
  void shouldTellWhatWasCheckedOfTheRoundsAndWhatEachSiteWasWorth() {
    assertThat(end(Optional.of("ab"), Optional.of("ab"), Optional.of(rounds(Verdict.HOLDS))))
        .contains("0 rounds, 0 anchors, 0 updates", "cover", "HOLDS", "proof of it")
        .containsPattern("site-1 +100.00 % +0.3")
        .containsPattern("site-2 +0.00 % +0");
  }

  @Test
  void shouldNotSucceedWithAClaimOfTheRoundsThatNobodyChecked() {
    Optional<String> hash = Optional.of("ab");

    assertThat(result(hash, hash, Optional.of(rounds(Verdict.HOLDS))).isSuccess()).isTrue();
    assertThat(result(hash, hash, Optional.of(rounds(Verdict.UNCHECKED))).isSuccess()).isFalse();
    assertThat(result(hash, hash, Optional.of(rounds(Verdict.FAILS))).isSuccess()).isFalse();
  }

  private static CheckedRounds rounds(Verdict verdict) {
    FederatedJob job =
        new FederatedJob(new ContractAt(1, Address.ZERO), new BountyId(Bytes32.ZERO), Address.ZERO);
    return new CheckedRounds(
        new RoundLog(job, List.of(), List.of()),
        Path.of("rounds.json"),
        List.of(new LogClaim("cover", verdict, "proof of it")));
  }

  private static String end(Optional<String> miner, Optional<String> researcher) {
    return end(miner, researcher, Optional.empty());
  }

  private static String end(
      Optional<String> miner, Optional<String> researcher, Optional<CheckedRounds> rounds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DemoPrinter(new PrintStream(out, true, StandardCharsets.UTF_8), false)
        .finish(
            result(miner, researcher, rounds),
            Map.of(FIRST.hex(), "site-1", SECOND.hex(), "site-2"));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static DemoResult result(
      Optional<String> miner, Optional<String> researcher, Optional<CheckedRounds> rounds) {
    return new DemoResult(
        new BountyId(Bytes32.ZERO),
        BountyState.SETTLED,
        Optional.empty(),
        Score.ofShare("0.95"),
        List.of(
            new DemoResult.Payout(PayoutRole.MINER, SECOND, Wei.ofEther("0.1")),
            new DemoResult.Payout(PayoutRole.DATA_OWNER, FIRST, Wei.ofEther("0.3"))),
        Optional.empty(),
        miner,
        researcher,
        Map.of(),
        Map.of(),
        rounds,
        List.of(new DemoResult.Share(FIRST, 10_000), new DemoResult.Share(SECOND, 0)));
  }
}
