package assay.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.benchmark.RigBenchmark.Length;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;

class AttestationTest {

  private static final Account RIG = account(7);
  private static final Address CHALLENGER = account(8).address();
  private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Challenge CHALLENGE = challenge(Bytes32.sha256(new byte[] {3}));
  private static final RigBenchmark BENCHMARK = new RigBenchmark(i -> new FixedEnd(), 2, () -> 0);

  /** Kernels that know no products: the end they tell follows from the seed alone. */
  private static class FixedEnd implements Kernels {

    @Override
    public Workload ready(Work work, NonceStream stream) {
      throw new UnsupportedOperationException("Nothing is measured here.");
    }

    @Override
    public float[] end(ProductChain chain) {
      return new float[] {chain.seed().bytes()[0], chain.steps()};
    }

    @Override
    public void close() {}
  }

  private static Account account(int key) {
    return Account.of(ECKeyPair.create(BigInteger.valueOf(key)));
  }

  private static Challenge challenge(Bytes32 nonce) {
    return new Challenge(
        nonce,
        new Challenge.Parties(31337, RIG.address(), CHALLENGER),
        new Challenge.Terms(ISSUED, Duration.ofSeconds(60), 3, 4));
  }

  private static BenchmarkReport report(Challenge challenge) {
    return new BenchmarkReport(
        challenge,
        new BenchmarkReport.Machine("torch", "a processor", 2),
        FiguresTest.figures(0.5),
        BENCHMARK.answer(challenge, (done, all) -> {}));
  }

  private static Attestation attestation(BenchmarkReport report, long seconds) {
    return Attestation.of(CHALLENGE, SignedReport.sign(report, RIG), ISSUED.plusSeconds(seconds));
  }

  @Test
  void shouldTellTheSpeedThatTheChallengersClockProves() {
    Attestation attestation = attestation(report(CHALLENGE), 6);

    attestation.requireAnswered(BENCHMARK, (done, all) -> {});
    // Three chains of four products of 2^31 FLOPs each in six seconds.
    assertThat(attestation.provenFlops()).isEqualTo(3 * 4 * Math.pow(2, 31) / 6);
  }

  @Test
  void shouldRefuseAnAnswerToAnotherNonce() {
    BenchmarkReport old = report(challenge(Bytes32.sha256(new byte[] {4})));

    assertThatThrownBy(() -> attestation(old, 6))
        .isInstanceOf(BenchmarkRefusedException.class)
        .hasMessageContaining("another challenge");
  }

  @Test
  void shouldRefuseAnAnswerThatCameTooLateOrTooSoonForItsOwnWords() {
    assertThatThrownBy(() -> attestation(report(CHALLENGE), 61)).hasMessageContaining("61 s after");
    assertThatThrownBy(() -> attestation(report(CHALLENGE), -1)).hasMessageContaining("after");
    BenchmarkReport slow =
        new BenchmarkReport(
            CHALLENGE,
            report(CHALLENGE).machine(),
            FiguresTest.figures(1),
            new Answer(report(CHALLENGE).answer().digests(), 7_000_000_000L));
    assertThatThrownBy(() -> attestation(slow, 6)).hasMessageContaining("longer than it was away");
  }

  @Test
  void shouldRefuseInventedDigestsAndTooFew() {
    List<Bytes32> right = report(CHALLENGE).answer().digests();
    for (List<Bytes32> wrong :
        List.of(
            List.of(right.get(0), right.get(2), right.get(1)),
            right.subList(0, 2),
            List.of(right.get(0), right.get(1), Bytes32.ZERO))) {
      BenchmarkReport invented =
          new BenchmarkReport(
              CHALLENGE, report(CHALLENGE).machine(), FiguresTest.figures(1), new Answer(wrong, 1));

      assertThatThrownBy(() -> attestation(invented, 6).requireAnswered(BENCHMARK, (d, a) -> {}))
          .hasMessageContaining("not those that the products come to");
    }
  }

  @Test
  void shouldGiveEachRigAndChallengerChainsOfTheirOwn() {
    Challenge forAnother =
        new Challenge(
            CHALLENGE.nonce(),
            new Challenge.Parties(31337, account(9).address(), CHALLENGER),
            CHALLENGE.terms());

    assertThat(ProductChain.of(forAnother, 0)).isNotEqualTo(ProductChain.of(CHALLENGE, 0));
    assertThat(ProductChain.of(CHALLENGE, 1)).isNotEqualTo(ProductChain.of(CHALLENGE, 0));
  }

  @Test
  void shouldRefuseAReportThatSomebodyElseSigned() {
    assertThatThrownBy(() -> SignedReport.sign(report(CHALLENGE), account(8)))
        .hasMessageContaining("not by the rig");
  }

  @Test
  void shouldRefuseARigThatChallengesItself() {
    assertThatThrownBy(() -> new Challenge.Parties(1, CHALLENGER, CHALLENGER))
        .hasMessageContaining("somebody else");
  }

  @Test
  void shouldReadWhatItWrote() {
    Attestation attestation = attestation(report(CHALLENGE), 6);

    assertThat(BenchmarkJson.readChallenge(BenchmarkJson.write(CHALLENGE))).isEqualTo(CHALLENGE);
    assertThat(BenchmarkJson.readReport(BenchmarkJson.write(attestation.signed())))
        .isEqualTo(attestation.signed());
    assertThat(BenchmarkJson.readAttestation(BenchmarkJson.write(attestation)))
        .isEqualTo(attestation);
  }

  @Test
  void shouldPinTheFormOfTheAttestation() {
    assertThat(attestation(report(CHALLENGE), 6).hash())
        .isEqualTo(
            new Bytes32("0x89135cca0a26f5de4e3231663a9e0330e548e37f186c0f2ce29a348046866f85"));
  }

  @Test
  void shouldRefuseFilesThatWereChangedAnywhere() {
    byte[] file = BenchmarkJson.write(attestation(report(CHALLENGE), 6));
    // What follows is the challenger's own word, which nobody but the chain's hash can check.
    int signed = new String(file, StandardCharsets.UTF_8).indexOf("\"seenMillis\"");
    SplittableRandom random = new SplittableRandom(5);
    System.out.println("seed 5");
    for (int i = 0; i < 300; i++) {
      byte[] changed = file.clone();
      int place = random.nextInt(signed);
      changed[place] ^= (byte) (1 << random.nextInt(7));

      assertThatThrownBy(() -> BenchmarkJson.readAttestation(changed))
          .as(new String(changed, StandardCharsets.UTF_8))
          .isInstanceOf(BenchmarkRefusedException.class);
    }
  }

  @Test
  void shouldMeasureARigWithoutAnEngine() {
    RigBenchmark plain =
        new RigBenchmark(
            i ->
                new PlainKernels() {
                  @Override
                  public Workload ready(Work work, NonceStream stream) {
                    return super.ready(new Work.Product(2), stream);
                  }
                },
            1,
            System::nanoTime);

    Figures figures = plain.measure(Bytes32.ZERO, new Length(3, 1), (done, all) -> {});

    assertThat(figures.score().median()).isPositive();
  }
}
