package assay.registry.seal;

import assay.registry.RegistryException;

/** This machine cannot seal or open at all: a key or cipher is refused by Java. */
public final class SealingFailedException extends RegistryException {

  public SealingFailedException(String message) {
    super(message);
  }

  public SealingFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String code() {
    return "sealing-failed";
  }
}
