package assay.registry.seal;

import assay.registry.RegistryException;

/** A sound age file, but not the one that was registered. */
public final class SealMismatchException extends RegistryException {

  public SealMismatchException(String message) {
    super(message);
  }

  public SealMismatchException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "seal-mismatch";
  }
}
