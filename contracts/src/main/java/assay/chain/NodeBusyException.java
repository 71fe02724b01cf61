package assay.chain;

import java.net.URI;
import java.time.Duration;

/** The node asks to be left alone for a while. */
public final class NodeBusyException extends ChainUnreachableException {

  public NodeBusyException(URI node, Duration wanted) {
    super(
        "node-busy",
        "The chain node at %s has too much to do%s; wait, ask less often, or use another node."
            .formatted(withoutSecrets(node), words(wanted)));
  }

  private static String words(Duration wanted) {
    return wanted.isZero() ? "" : " and wants to be left alone for " + wanted.toSeconds() + " s";
  }
}
