package assay.registry.relay;

import assay.registry.RegistryException;

/** A call that is not brought in for its sender. */
public final class RelayRefusedException extends RegistryException {

  public RelayRefusedException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "relay-refused";
  }
}
