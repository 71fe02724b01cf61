package assay.registry.seal;

import assay.registry.RegistryException;

/** A sealed file was changed, or was never a sound age file. */
public final class SealTamperedException extends RegistryException {

  public SealTamperedException(String message) {
    super(message);
  }

  public SealTamperedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "seal-tampered";
  }
}
