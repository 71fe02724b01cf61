package assay.agent.command;

import assay.agent.AgentException;

/** The beginning of an id fits none or several. */
final class UnclearIdException extends AgentException {

  /**
   * @param kind what was to be found, such as {@code bounty}
   */
  UnclearIdException(String kind, String prefix, int matching) {
    super(
        "unclear-id",
        "'%s' is the beginning of %s %s's id; 'assay %s list' shows them."
            .formatted(prefix, matching == 0 ? "no" : "more than one", kind, kind));
  }
}
