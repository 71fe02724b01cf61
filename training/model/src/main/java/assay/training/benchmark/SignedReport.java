package assay.training.benchmark;

import assay.chain.Account;
import assay.chain.HashSignature;
import java.util.Optional;

/**
 * A report that exists only with the rig's own signature. Immutable.
 *
 * @param report what the rig says
 * @param signature over {@link BenchmarkTypedData}
 */
public record SignedReport(BenchmarkReport report, HashSignature signature) {

  public SignedReport {
    if (!signature
        .signerOf(BenchmarkTypedData.hash(report))
        .equals(Optional.of(report.challenge().parties().rig()))) {
      throw BenchmarkRefusedException.wrong(
          "its signature is not by the rig %s; it was changed after signing"
              .formatted(report.challenge().parties().rig()));
    }
  }

  /** Signs in the rig's name. */
  public static SignedReport sign(BenchmarkReport report, Account rig) {
    return new SignedReport(report, HashSignature.sign(rig, BenchmarkTypedData.hash(report)));
  }
}
