package assay.registry.content;

import assay.registry.RegistryException;

/** Bytes that do not hash to the identifier they are kept or sent under. */
public final class ContentCorruptException extends RegistryException {

  public ContentCorruptException(String message) {
    super(message);
  }

  public ContentCorruptException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "content-corrupt";
  }
}
