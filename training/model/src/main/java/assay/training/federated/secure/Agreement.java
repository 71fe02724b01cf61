package assay.training.federated.secure;

import assay.chain.Bytes32;
import java.util.Comparator;
import java.util.List;

/**
 * Survivors under which at least the round's threshold of them signed. As more than half of all
 * sites are needed, no two lists of a round come to this among honest clients.
 *
 * @param signatures one of each signer, by their addresses
 */
public record Agreement(Survivors survivors, List<SignedSurvivors> signatures) {

  public Agreement {
    signatures = signatures.stream().sorted(Comparator.comparing(SignedSurvivors::client)).toList();
    Lists.requireAscending(
        "signers of the survivors", signatures.stream().map(SignedSurvivors::client).toList());
    int threshold = survivors.roster().round().threshold();
    SecureAggregationRefusedException.require(
        signatures.size() >= threshold,
        "%d signed the list of survivors, fewer than the threshold of %d; nothing is told for it."
            .formatted(signatures.size(), threshold));
    Bytes32 hash = survivors.hash();
    signatures.forEach(signature -> requireSigned(survivors, signature, hash));
  }

  static void requireSigned(Survivors survivors, SignedSurvivors signed, Bytes32 hash) {
    SecureAggregationRefusedException.require(
        survivors.survivors().contains(signed.client())
            && signed.signature().signerOf(hash).filter(signed.client()::equals).isPresent(),
        "What %s signed are not these survivors of round %d."
            .formatted(signed.client(), survivors.roster().round().number()));
  }
}
