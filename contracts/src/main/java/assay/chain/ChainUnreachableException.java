package assay.chain;

import java.net.URI;

/**
 * The node gave no answer that can be used: none in time, none that is JSON-RPC, or one of the
 * cases that have a name of their own. Nobody else is to blame: ask again later or ask another
 * node.
 */
public sealed class ChainUnreachableException extends ChainException
    permits BrokenAnswerException, NodeBusyException, StaleNodeException {

  public ChainUnreachableException(URI node, Throwable cause) {
    super(
        "chain-unreachable",
        "The chain node at %s does not answer (%s); check that it runs and that the address is right."
            .formatted(withoutSecrets(node), cause.getClass().getSimpleName()),
        cause);
  }

  ChainUnreachableException(URI node, int httpStatus) {
    super(
        "chain-unreachable",
        "The chain node at %s answers with HTTP %d; check that it is well and that its address and key are right."
            .formatted(withoutSecrets(node), httpStatus));
  }

  ChainUnreachableException(String code, String message) {
    super(code, message);
  }

  /** Providers put keys into paths and user names; host and port tell enough. */
  static String withoutSecrets(URI node) {
    String port = node.getPort() < 0 ? "" : ":" + node.getPort();
    return node.getScheme() + "://" + node.getHost() + port;
  }
}
