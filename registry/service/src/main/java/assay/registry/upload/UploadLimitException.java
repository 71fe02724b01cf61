package assay.registry.upload;

import assay.chain.Address;
import assay.registry.RegistryException;

/** An account has brought as much content today as it may. */
public final class UploadLimitException extends RegistryException {

  public UploadLimitException(Address account, long limit) {
    super(
        "%s may bring %d bytes a day and has; go on tomorrow, or store the content on a node of your own."
            .formatted(account, limit));
  }

  @Override
  public String code() {
    return "upload-limit";
  }
}
