package assay.chain;

import java.net.URI;

/** The node did not answer in time or answered something that is not JSON-RPC. */
public final class ChainUnreachableException extends ChainException {

  public ChainUnreachableException(URI node, Throwable cause) {
    super(
        "chain-unreachable",
        "The chain node at %s does not answer (%s); check that it runs and that the address is right."
            .formatted(node, cause.getMessage()),
        cause);
  }
}
