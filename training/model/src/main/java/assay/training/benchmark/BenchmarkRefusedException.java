package assay.training.benchmark;

import assay.training.TrainingException;

/** A challenge or a report of a benchmark does not hold. */
public final class BenchmarkRefusedException extends TrainingException {

  private BenchmarkRefusedException(String code, String message) {
    super(code, message);
  }

  private BenchmarkRefusedException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }

  /** It cannot be read, or says what cannot be. */
  static BenchmarkRefusedException bad(String complaint) {
    return new BenchmarkRefusedException(
        "benchmark-malformed", "The benchmark is refused: " + complaint + ".");
  }

  static BenchmarkRefusedException malformed(String message, Throwable cause) {
    return new BenchmarkRefusedException("benchmark-malformed", message, cause);
  }

  static BenchmarkRefusedException tooLarge(Throwable cause) {
    return new BenchmarkRefusedException(
        "benchmark-too-large",
        "The benchmark has no memory for so many workers (%s); give it fewer, or more memory."
            .formatted(cause.getMessage()),
        cause);
  }

  /** It does not answer the challenge. */
  static BenchmarkRefusedException wrong(String complaint) {
    return new BenchmarkRefusedException(
        "benchmark-not-proven", "The report proves nothing: " + complaint + ".");
  }
}
