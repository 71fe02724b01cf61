package assay.registry.content;

import assay.registry.RegistryException;

/** The store does not have the content asked for. */
public final class ContentMissingException extends RegistryException {

  public ContentMissingException(String message) {
    super(message);
  }

  public ContentMissingException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "content-missing";
  }
}
