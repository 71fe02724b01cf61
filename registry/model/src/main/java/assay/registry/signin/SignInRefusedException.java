package assay.registry.signin;

import assay.registry.RegistryException;

/** A sign-in was refused; the code says which of its checks failed. */
public final class SignInRefusedException extends RegistryException {

  private final String code;

  public SignInRefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
