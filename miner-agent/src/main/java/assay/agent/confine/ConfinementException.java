package assay.agent.confine;

import assay.agent.AgentException;

/**
 * Work that could not be confined, or that broke its limits; the message says which and what to do.
 */
public final class ConfinementException extends AgentException {

  /** Why there is no answer. */
  public enum Reason {
    /** The system has no means to limit a child, or refuses them. */
    UNAVAILABLE("confinement-unavailable"),
    TOO_MUCH_MEMORY("confined-memory-exceeded"),
    TOO_MUCH_CPU("confined-cpu-exceeded"),
    TOO_MUCH_TIME("confined-time-exceeded"),
    TOO_MUCH_OUTPUT("confined-output-exceeded"),
    /** Somebody or something else ended it, or it could not be started: no fault of its input. */
    DISTURBED("confined-child-disturbed"),
    /** It ended in an error of its own, such as a refused connection or a full file. */
    BROKEN("confined-child-broken");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  private final Reason reason;

  public ConfinementException(Reason reason, String message) {
    super(reason.code, message);
    this.reason = reason;
  }

  public ConfinementException(Reason reason, String message, Throwable cause) {
    super(reason.code, message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
