package assay.registry.seal;

import assay.registry.RegistryException;

/** A sealed file ends before its registered length. */
public final class SealTruncatedException extends RegistryException {

  public SealTruncatedException(String message) {
    super(message);
  }

  public SealTruncatedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "seal-truncated";
  }
}
