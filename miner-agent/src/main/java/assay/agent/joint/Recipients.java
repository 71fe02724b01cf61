package assay.agent.joint;

import assay.chain.Address;
import assay.registry.seal.AgeRecipient;

/** Whom something for an account is sealed to. */
@FunctionalInterface
public interface Recipients {

  /**
   * The account's key.
   *
   * @throws assay.agent.keys.UnknownRecipientException if it published none
   */
  AgeRecipient of(Address account);
}
