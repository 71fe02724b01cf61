package assay.registry.content;

import assay.registry.RegistryException;

/** Content larger than the reader or the store allows. */
public final class ContentTooLargeException extends RegistryException {

  public ContentTooLargeException(String message) {
    super(message);
  }

  public ContentTooLargeException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "content-too-large";
  }
}
