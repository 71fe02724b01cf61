package assay.registry.approval;

import assay.registry.RegistryException;

/** Approval rules that cannot be read as they stand; not one of them counts. */
public final class RulesRefusedException extends RegistryException {

  public RulesRefusedException(String why, Throwable cause) {
    super(why, cause);
  }

  public RulesRefusedException(String why) {
    super(why);
  }

  @Override
  public String code() {
    return "rules-refused";
  }
}
