package assay.local.process;

import assay.agent.AgentException;

/** A part of the local network did not start or stopped by itself; the message names its log. */
public final class LocalNetworkException extends AgentException {

  public LocalNetworkException(String message) {
    super("local-network", message);
  }

  public LocalNetworkException(String message, Throwable cause) {
    super("local-network", message, cause);
  }
}
