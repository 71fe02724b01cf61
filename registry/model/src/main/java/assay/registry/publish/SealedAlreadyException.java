package assay.registry.publish;

import assay.registry.RegistryException;

/** A folder that holds other sealed data. */
public final class SealedAlreadyException extends RegistryException {

  public SealedAlreadyException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "sealed-already";
  }
}
