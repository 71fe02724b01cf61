package assay.training.benchmark;

import assay.chain.Bytes32;
import java.time.Duration;
import java.time.Instant;

/**
 * A challenger's word on a rig: its signed report, and how long its answer took to come on his own
 * clock. Whoever trusts that clock knows that the chains' products were computed in that time, for
 * nobody can begin before the nonce; all other figures stay the rig's word. Immutable.
 *
 * @param signed the report
 * @param seen from giving the nonce to having the answer
 */
public record Attestation(SignedReport signed, Duration seen) {

  private static final double MILLIS = 1000;

  public Attestation {
    Duration within = signed.report().challenge().terms().within();
    if (seen.toMillis() < 1 || seen.compareTo(within) > 0) {
      throw BenchmarkRefusedException.wrong(
          "it came %d s after the challenge, which was open for %d s; challenge the rig again"
              .formatted(seen.toSeconds(), within.toSeconds()));
    }
    if (signed.report().answer().nanos() > seen.toNanos()) {
      throw BenchmarkRefusedException.wrong(
          "the rig says its answer took longer than it was away; its clock is wrong");
    }
  }

  /**
   * Holds a report to the challenge that was given.
   *
   * @param given what the challenger remembers
   * @param signed what came back
   * @param arrived when, on the challenger's clock
   */
  public static Attestation of(Challenge given, SignedReport signed, Instant arrived) {
    if (!signed.report().challenge().equals(given)) {
      throw BenchmarkRefusedException.wrong(
          "it answers another challenge than the one given with nonce " + given.nonce().hex());
    }
    Duration seen = Duration.between(given.terms().issued(), arrived);
    return new Attestation(signed, Duration.ofMillis(seen.toMillis()));
  }

  /** Does the rig's work again and compares; takes as long as the chains do on this machine. */
  public void requireAnswered(RigBenchmark again, RigBenchmark.Watcher watcher) {
    BenchmarkReport report = signed.report();
    Answer expected = again.answer(report.challenge(), watcher);
    if (!expected.digests().equals(report.answer().digests())) {
      throw BenchmarkRefusedException.wrong(
          "the ends of its chains are not those that the products come to");
    }
  }

  /** FLOP/s that the rig reached at least, if the challenger's clock is right. */
  public double provenFlops() {
    return signed.report().challenge().flops() * MILLIS / seen.toMillis();
  }

  /** What is put on chain: the hash of the attestation's only form. */
  public Bytes32 hash() {
    return Bytes32.keccak256(BenchmarkJson.write(this));
  }
}
