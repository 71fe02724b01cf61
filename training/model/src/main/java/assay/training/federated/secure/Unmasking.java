package assay.training.federated.secure;

import assay.chain.Address;
import java.util.Map;

/**
 * A client's shares that let the server take off what is left on the sum: for each client of the
 * round one of two kinds, never both.
 *
 * @param client whose answer it is
 * @param maskKeys shares of the mask keys of those that are gone
 * @param selfSeeds shares of the self masks' seeds of those that survived
 */
public record Unmasking(
    Address client, Map<Address, SecretShare> maskKeys, Map<Address, SecretShare> selfSeeds) {

  private static final int ADDRESS_BYTES = 20;

  public Unmasking {
    maskKeys = Map.copyOf(maskKeys);
    selfSeeds = Map.copyOf(selfSeeds);
    for (Address of : maskKeys.keySet()) {
      SecureAggregationRefusedException.require(
          !selfSeeds.containsKey(of),
          "Both shares of %s would lay its update open; one kind is told, never the other."
              .formatted(of));
    }
  }

  /** On the wire: the address, and for each client its address and a share. */
  static long bytes(int clients) {
    return ADDRESS_BYTES + (long) clients * (ADDRESS_BYTES + SecretShare.BYTES);
  }
}
