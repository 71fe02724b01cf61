package assay.training.federated.secure;

import assay.chain.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has to come off a sum of masked updates: each survivor's self mask, and of each client that
 * is gone the masks that the survivors put on for it, which its mask key gives again.
 */
final class Reconstruction {

  private final Survivors survivors;
  private final List<Unmasking> answers;
  private final DerivedKeys keys;

  /**
   * @param answers of at least the threshold
   */
  Reconstruction(Survivors survivors, Collection<Unmasking> answers) {
    this.survivors = survivors;
    this.answers = answers.stream().limit(survivors.roster().round().threshold()).toList();
    this.keys = new DerivedKeys(survivors.roster().round());
  }

  Masks masks() {
    Masks masks = new Masks();
    for (Address survivor : survivors.survivors()) {
      masks.subtract(keys.selfMask(secret(survivor, Unmasking::selfSeeds), survivor));
    }
    for (Address gone : survivors.gone()) {
      takeOff(masks, gone, maskKey(gone));
    }
    return masks;
  }

  private byte[] maskKey(Address gone) {
    byte[] maskKey = secret(gone, Unmasking::maskKeys);
    SecureAggregationRefusedException.require(
        X25519.publicKey(maskKey).equals(survivors.roster().advert(gone).maskKey()),
        "The shares of the mask key of %s give another key; one of them is wrong.".formatted(gone));
    return maskKey;
  }

  private void takeOff(Masks masks, Address gone, byte[] maskKey) {
    for (Address survivor : survivors.survivors()) {
      byte[] agreed = X25519.agree(maskKey, survivors.roster().advert(survivor).maskKey());
      byte[] key = keys.pairMask(agreed, survivor, gone);
      if (survivor.compareTo(gone) < 0) {
        masks.subtract(key);
      } else {
        masks.add(key);
      }
    }
  }

  private byte[] secret(Address of, Function<Unmasking, Map<Address, SecretShare>> kind) {
    return Shamir.join(
        answers.stream()
            .map(answer -> Optional.ofNullable(kind.apply(answer).get(of)).orElseThrow())
            .toList());
  }
}
