package assay.agent.home;

import assay.agent.AgentException;
import assay.chain.Address;

/** Another program acts with an agent's key; two of them would take each other's turns. */
public final class KeyInUseException extends AgentException {

  public KeyInUseException(Address account, String how) {
    super(
        "key-in-use",
        "Another program uses the key of %s: %s; run one of them only, and give the other a home of its own with new keys."
            .formatted(account, how));
  }

  public KeyInUseException(Address account, String how, Throwable cause) {
    this(account, how);
    initCause(cause);
  }
}
