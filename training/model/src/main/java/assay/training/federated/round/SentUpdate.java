package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.registry.content.Cid;

/**
 * A site's signed word on its update, and where the coordinator finds the update itself.
 *
 * @param update where the sealed update lies in the content store
 */
public record SentUpdate(SignedUpdate signed, Cid update) {

  public SentUpdate {
    Bytes32 promised = signed.statement().update();
    if (update.codec() == Cid.Codec.RAW && !update.digest().equals(promised)) {
      throw new IllegalArgumentException(
          "%s is not where the update %s of %s lies; name the bytes whose sha-256 is signed."
              .formatted(update, promised, signed.statement().site()));
    }
  }
}
