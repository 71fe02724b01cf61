package assay.registry.dataset;

import assay.registry.RegistryException;

/** A manifest that is not in the format, or holds values that cannot be. */
public final class ManifestRefusedException extends RegistryException {

  public ManifestRefusedException(String message) {
    super(message);
  }

  public ManifestRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "manifest-refused";
  }
}
