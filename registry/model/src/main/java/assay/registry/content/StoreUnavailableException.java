package assay.registry.content;

import assay.registry.RegistryException;

/** The store cannot be reached, answers too slowly, or its disk fails. */
public final class StoreUnavailableException extends RegistryException {

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "store-unavailable";
  }
}
