package assay.training.federated.contribution;

import assay.training.TrainingException;

/** What a coordinator gave the panel does not prove what his anchored rounds say. */
public final class ContributionEvidenceRefusedException extends TrainingException {

  private static final String CODE = "contribution-evidence";

  public ContributionEvidenceRefusedException(String message) {
    super(CODE, message);
  }

  public ContributionEvidenceRefusedException(String message, Throwable cause) {
    super(CODE, message, cause);
  }

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ContributionEvidenceRefusedException(sentence);
    }
  }
}
