package assay.chain;

import java.net.URI;

/** The node knows less of the chain than is known already: what it says now may be over. */
public final class StaleNodeException extends ChainUnreachableException {

  public StaleNodeException(URI node, String known, String answered) {
    super(
        "stale-node",
        "The chain node at %s lags behind: known is %s, it answers %s; wait until it has caught up, or use another node."
            .formatted(withoutSecrets(node), known, answered));
  }
}
