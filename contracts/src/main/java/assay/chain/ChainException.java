package assay.chain;

/**
 * Something went wrong between this program and the chain. Each subclass has a stable {@link
 * #code()} that interfaces show and tests rely on; the message says what happened and what to do.
 */
public abstract class ChainException extends RuntimeException {

  private final String code;

  protected ChainException(String code, String message) {
    super(message);
    this.code = code;
  }

  protected ChainException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A stable name for this kind of failure, such as {@code chain-unreachable}. */
  public final String code() {
    return code;
  }
}
