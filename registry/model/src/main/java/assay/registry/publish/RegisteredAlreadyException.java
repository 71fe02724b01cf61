package assay.registry.publish;

import assay.registry.RegistryException;
import assay.registry.dataset.DatasetId;

/** Sealed data that is registered, by a transaction that this machine does not know. */
public final class RegisteredAlreadyException extends RegistryException {

  public RegisteredAlreadyException(SealedFolder folder, DatasetId dataset) {
    super(folder.path() + " is registered as dataset " + dataset + "; nothing is left to do.");
  }

  @Override
  public String code() {
    return "registered-already";
  }
}
