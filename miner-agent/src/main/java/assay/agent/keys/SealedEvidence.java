package assay.agent.keys;

import assay.registry.content.Cid;
import assay.registry.grant.Envelope;
import assay.registry.seal.AgeIdentity;

/**
 * Where the evidence of a federated job lies, and what opens it.
 *
 * @param file one block of the content store, sealed to the key
 */
public record SealedEvidence(Cid file, AgeIdentity key) {

  public SealedEvidence {
    if (file.codec() != Cid.Codec.RAW) {
      throw new IllegalArgumentException(
          "Evidence is one block of a content store; %s names several.".formatted(file));
    }
  }

  /** What an envelope tells. */
  static SealedEvidence in(Envelope envelope) {
    return new SealedEvidence(
        new Cid(Cid.Codec.RAW, envelope.header().subject().scope().asset()), envelope.key());
  }
}
