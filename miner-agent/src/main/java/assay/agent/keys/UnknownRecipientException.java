package assay.agent.keys;

import assay.agent.AgentException;
import assay.chain.Address;

/** An account has published no age recipient, so nothing can be sealed to it. */
public final class UnknownRecipientException extends AgentException {

  public UnknownRecipientException(Address account) {
    super(
        "unknown-recipient",
        "%s has not joined with an age recipient; nothing can be sealed to it until it does."
            .formatted(account));
  }
}
