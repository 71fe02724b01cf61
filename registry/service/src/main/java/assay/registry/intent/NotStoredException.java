package assay.registry.intent;

import assay.registry.RegistryException;
import assay.registry.content.Cid;

/** Something is to be registered whose content the platform's store does not keep. */
public final class NotStoredException extends RegistryException {

  public NotStoredException(Cid cid) {
    super("The content " + cid + " is not kept here; upload all of it first, then prepare again.");
  }

  @Override
  public String code() {
    return "content-not-stored";
  }
}
