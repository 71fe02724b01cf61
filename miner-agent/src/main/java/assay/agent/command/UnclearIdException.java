package assay.agent.command;

import assay.agent.AgentException;

/** The beginning of an id fits none or several. */
final class UnclearIdException extends AgentException {

  UnclearIdException(String prefix, int matching) {
    super(
        "unclear-id",
        "'%s' is the beginning of %s bounty's id; 'assay bounty list' shows them."
            .formatted(prefix, matching == 0 ? "no" : "more than one"));
  }
}
