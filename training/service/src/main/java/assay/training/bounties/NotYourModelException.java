package assay.training.bounties;

import assay.training.TrainingException;
import assay.training.bounty.BountyId;

/** Somebody else than a bounty's researcher wants its winning model from the platform. */
public final class NotYourModelException extends TrainingException {

  NotYourModelException(BountyId bounty) {
    super(
        "not-your-model",
        "The platform hands the sealed model of bounty %s to its researcher alone; sign in as him, or fetch it from a content store."
            .formatted(bounty));
  }
}
