package assay.training.publications;

import assay.chain.Address;
import assay.training.TrainingException;
import assay.training.bounty.BountyId;

/** A model is not published. */
public final class PublicationRefusedException extends TrainingException {

  private PublicationRefusedException(String code, String message) {
    super(code, message);
  }

  static PublicationRefusedException unknownBounty(BountyId bounty) {
    return new PublicationRefusedException(
        "not-found",
        "There is no bounty %s in the final chain; check the id, or wait until it is final."
            .formatted(bounty));
  }

  static PublicationRefusedException notTheResearcher(BountyId bounty, Address caller) {
    return new PublicationRefusedException(
        "not-the-researcher",
        "%s did not post bounty %s; only who did publishes its model.".formatted(caller, bounty));
  }

  static PublicationRefusedException elsewhere() {
    return new PublicationRefusedException(
        "other-deployment",
        "This is signed for another deployment; sign it for the market that this platform"
            + " follows.");
  }

  static PublicationRefusedException notSettled(BountyId bounty) {
    return new PublicationRefusedException(
        "model-not-paid",
        "Bounty %s is not settled with a winner, so its model is nobody's to publish."
            .formatted(bounty));
  }

  static PublicationRefusedException differs(BountyId bounty, String what) {
    return new PublicationRefusedException(
        "model-differs",
        "%s is not that of the winning model of bounty %s; publish the archive as it was delivered."
            .formatted(what, bounty));
  }

  static PublicationRefusedException tooLarge(long bytes) {
    return new PublicationRefusedException(
        "model-too-large",
        "The model has %d bytes; at most %d are handed out here."
            .formatted(bytes, Publications.MAX_BYTES));
  }
}
