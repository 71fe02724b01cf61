package assay.web.problem;

import assay.registry.RegistryException;

/** What is kept is not what the caller's {@code If-Match} names. */
public final class PreconditionFailedException extends RegistryException {

  public PreconditionFailedException() {
    super(
        "What is kept now is not what If-Match names; somebody was faster. Read it again, then decide.");
  }

  @Override
  public String code() {
    return "precondition-failed";
  }
}
