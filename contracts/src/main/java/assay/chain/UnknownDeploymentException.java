package assay.chain;

/**
 * A manifest is genuine, but not to be relied on here: nobody trusts its signer, or the chain does
 * not hold what it says. Nothing was sent.
 */
public final class UnknownDeploymentException extends ChainException {

  public UnknownDeploymentException(String problem) {
    super("unknown-deployment", "The deployment is unknown: " + problem);
  }
}
