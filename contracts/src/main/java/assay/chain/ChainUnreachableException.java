package assay.chain;

import java.net.URI;

/** The node did not answer in time or answered something that is not JSON-RPC. */
public final class ChainUnreachableException extends ChainException {

  public ChainUnreachableException(URI node, Throwable cause) {
    super(
        "chain-unreachable",
        "The chain node at %s does not answer (%s); check that it runs and that the address is right."
            .formatted(withoutSecrets(node), cause.getClass().getSimpleName()),
        cause);
  }

  /** Providers put keys into paths and user names; host and port tell enough. */
  static String withoutSecrets(URI node) {
    String port = node.getPort() < 0 ? "" : ":" + node.getPort();
    return node.getScheme() + "://" + node.getHost() + port;
  }
}
