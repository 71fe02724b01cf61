package assay.agent;

/**
 * The agent cannot do what it was asked. Each subclass has a stable {@link #code()}; the message
 * says what happened, which thing, and what to do.
 */
public abstract class AgentException extends RuntimeException {

  private final String code;

  protected AgentException(String code, String message) {
    super(message);
    this.code = code;
  }

  protected AgentException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable name for this kind of failure, such as {@code platform-unreachable}. */
  public final String code() {
    return code;
  }
}
