package assay.registry.access;

import assay.registry.RegistryException;

/** Nobody asks an owner for what he answers. */
public final class UnknownRequestException extends RegistryException {

  public UnknownRequestException(AccessRequest answered) {
    super(
        "%s does not ask this account for version %d of asset %s; read the inbox again."
            .formatted(answered.grantee(), answered.version(), answered.asset()));
  }

  @Override
  public String code() {
    return "request-unknown";
  }
}
