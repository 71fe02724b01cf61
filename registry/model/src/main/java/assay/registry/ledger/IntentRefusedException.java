package assay.registry.ledger;

import assay.registry.RegistryException;

/** The contracts refuse what an account wants to do; nothing was changed and nothing was paid. */
public final class IntentRefusedException extends RegistryException {

  private final Refusal refusal;

  /**
   * @param intent what was wanted, in words that complete "cannot"
   */
  public IntentRefusedException(String intent, Refusal refusal) {
    super("Cannot " + intent + ": " + refusal.words() + ".");
    this.refusal = refusal;
  }

  public IntentRefusedException(String intent, Refusal refusal, Throwable cause) {
    super("Cannot " + intent + ": " + refusal.words() + ".", cause);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }

  @Override
  public String code() {
    return refusal.code();
  }
}
