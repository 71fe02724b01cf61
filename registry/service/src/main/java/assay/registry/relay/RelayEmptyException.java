package assay.registry.relay;

import assay.chain.Address;
import assay.registry.RegistryException;

/** The operator's account has not enough ether left to bring a call in. */
public final class RelayEmptyException extends RegistryException {

  RelayEmptyException(Address relayer, Throwable cause) {
    super(
        "The relayer %s cannot pay the gas now; send the transaction yourself, or come back later."
            .formatted(relayer),
        cause);
  }

  @Override
  public String code() {
    return "relay-empty";
  }
}
