package assay.training.federated.round;

import assay.chain.Bytes32;
import assay.chain.HashSignature;

/**
 * A round in a log.
 *
 * @param signature the coordinator's over the round's hash, which {@link RoundAudit} holds to it
 */
public record RoundEntry(FederatedRound round, HashSignature signature) {

  /** Whether the coordinator signed; whether the sites signed too, each update tells. */
  public boolean isSigned() {
    return isSigned(round.hash());
  }

  /** The same for who worked the round's hash out already. */
  boolean isSigned(Bytes32 hash) {
    return signature.signerOf(hash).filter(round.job().coordinator()::equals).isPresent();
  }
}
