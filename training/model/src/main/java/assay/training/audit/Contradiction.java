package assay.training.audit;

/** What is told cannot be; ends the derivation of a claim, which then fails with this reason. */
final class Contradiction extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Contradiction(String reason) {
    super(reason);
  }
}
