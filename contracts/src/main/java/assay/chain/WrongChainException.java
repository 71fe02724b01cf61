package assay.chain;

import java.net.URI;

/** The node serves another chain than the one the settings name; nothing was sent to it. */
public final class WrongChainException extends ChainException {

  public WrongChainException(URI node, long expected, long found) {
    super(
        "wrong-chain",
        "The node at %s serves chain %d, but chain %d is configured; correct the node's address or the chain id."
            .formatted(ChainUnreachableException.withoutSecrets(node), found, expected));
  }
}
