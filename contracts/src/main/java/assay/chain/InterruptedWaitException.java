package assay.chain;

/** The program was asked to stop while it waited for the chain; what was sent stays sent. */
public final class InterruptedWaitException extends ChainException {

  public InterruptedWaitException(String waitedFor, Throwable cause) {
    super("interrupted", "Stopped while waiting for " + waitedFor + ".", cause);
  }
}
