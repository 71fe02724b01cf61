package assay.training.federated.round;

import assay.chain.HashSignature;

/**
 * A round in a log.
 *
 * @param signature the coordinator's over the round's hash, which {@link RoundAudit} holds to it
 */
public record RoundEntry(FederatedRound round, HashSignature signature) {

  /** Whether the coordinator signed; whether the sites signed too, each update tells. */
  public boolean isSigned() {
    return signature.signerOf(round.hash()).filter(round.job().coordinator()::equals).isPresent();
  }
}
