package assay.registry.mailbox;

import assay.registry.RegistryException;

/** The rule of an envelope's kind forbids posting or releasing it now; the code says why. */
public final class EnvelopeForbiddenException extends RegistryException {

  private final String code;

  public EnvelopeForbiddenException(String code, String message) {
    super(message);
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
