package assay.registry.content;

import assay.registry.RegistryException;

/** The store was reached and answered with an error or with nonsense. */
public final class StoreRefusedException extends RegistryException {

  public StoreRefusedException(String message) {
    super(message);
  }

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "store-refused";
  }
}
