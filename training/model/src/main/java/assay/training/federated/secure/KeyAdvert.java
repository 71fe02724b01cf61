package assay.training.federated.secure;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.HashSignature;
import assay.chain.TypedData;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A client's public keys for one round, signed (EIP-712) by its account: a server cannot put keys
 * of its own in their place.
 *
 * @param sealingKey X25519, that shares are sealed to
 * @param maskKey X25519, that pairs of clients derive masks from
 */
public record KeyAdvert(
    Address client, Bytes32 sealingKey, Bytes32 maskKey, HashSignature signature) {

  /** On the wire: the address, two keys, a signature. */
  static final int BYTES = 20 + 32 + 32 + 65;

  static KeyAdvert of(SecureRound round, Account account, ClientSecrets secrets) {
    Bytes32 sealingKey = X25519.publicKey(secrets.sealingKey());
    Bytes32 maskKey = X25519.publicKey(secrets.maskKey());
    Bytes32 hash = hash(round, account.address(), sealingKey, maskKey);
    return new KeyAdvert(account.address(), sealingKey, maskKey, HashSignature.sign(account, hash));
  }

  private static Bytes32 hash(
      SecureRound round, Address client, Bytes32 sealingKey, Bytes32 maskKey) {
    ObjectNode data = round.typedData("Keys");
    data.withObjectProperty("message")
        .put("client", client.hex())
        .put("sealingKey", sealingKey.hex())
        .put("maskKey", maskKey.hex());
    return TypedData.hash(data.toString());
  }

  /** Refuses keys that their client did not sign for this round, or whose client is none of it. */
  void requireOf(SecureRound round) {
    SecureAggregationRefusedException.require(
        round.sites().contains(client),
        "%s is none of the %d sites of round %d."
            .formatted(client, round.sites().size(), round.number()));
    SecureAggregationRefusedException.require(
        signature
            .signerOf(hash(round, client, sealingKey, maskKey))
            .filter(client::equals)
            .isPresent(),
        ("The keys of %s are not signed by it for round %d; they are another round's or somebody"
                + " else's.")
            .formatted(client, round.number()));
  }
}
