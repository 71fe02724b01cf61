package assay.agent.platform;

import assay.agent.AgentException;

/** The platform refused a request; code and message are those of its problem document. */
public final class PlatformRefusedException extends AgentException {

  private final int status;

  public PlatformRefusedException(int status, String code, String detail) {
    super(code, detail);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
