package assay.agent.owner;

import assay.agent.AgentException;
import assay.chain.Address;

/** An account that a dataset should not be given to. */
public final class BadHeirException extends AgentException {

  private BadHeirException(String message) {
    super("bad-heir", message);
  }

  static BadHeirException nobody(Address to) {
    return new BadHeirException(
        "A dataset cannot go to %s; name the account of somebody else.".formatted(to));
  }

  static BadHeirException stranger(Address to) {
    return new BadHeirException(
        "%s has never joined, so nobody may hold its key: what goes there may be lost. Check it letter by letter, let its holder join, or add --force."
            .formatted(to));
  }
}
