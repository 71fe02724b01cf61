package assay.agent.rerun;

import assay.agent.AgentException;

/** A training that cannot be repeated with what was given; the message names what is missing. */
public final class RerunRefusedException extends AgentException {

  public RerunRefusedException(String message) {
    super("rerun-refused", message);
  }
}
