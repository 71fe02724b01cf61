package assay.registry.dataset;

import assay.registry.RegistryException;

/** A manifest that does not say what the registry says. */
public final class ManifestMismatchException extends RegistryException {

  public ManifestMismatchException(String message) {
    super(message);
  }

  public ManifestMismatchException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "manifest-mismatch";
  }
}
