package assay.web.account;

import assay.registry.RegistryException;

/** The request carries no valid token. */
public final class NotSignedInException extends RegistryException {

  public NotSignedInException() {
    super("Sign in first: get a nonce, sign the message, and send the token as a bearer.");
  }

  @Override
  public String code() {
    return "not-signed-in";
  }
}
