package assay.registry.seal;

import assay.registry.RegistryException;

/** A sealed file was not sealed to the identity at hand. */
public final class WrongIdentityException extends RegistryException {

  public WrongIdentityException(String message) {
    super(message);
  }

  public WrongIdentityException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "seal-wrong-identity";
  }
}
