package assay.registry.seal;

import assay.registry.RegistryException;

/** A file with a secret identity is missing, open to others or not readable. */
public final class IdentityFileException extends RegistryException {

  public IdentityFileException(String message) {
    super(message);
  }

  public IdentityFileException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "identity-file";
  }
}
