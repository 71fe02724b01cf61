package assay.web.account;

import assay.registry.RegistryException;

/** The request's API key is valid, but not for what is asked. */
public final class MissingScopeException extends RegistryException {

  private final Scope scope;

  public MissingScopeException(Scope scope) {
    super(
        scope == Scope.KEYS
            ? "No API key may do this; sign in for it."
            : "The API key lacks the scope '%s'; make one that has it.".formatted(scope.text()));
    this.scope = scope;
  }

  /** What would have been needed. */
  public String scope() {
    return scope.text();
  }

  @Override
  public String code() {
    return "missing-scope";
  }
}
