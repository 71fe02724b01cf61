package assay.web.development;

import assay.chain.ChainSettings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Whether this platform offers a development wallet: only if whoever started it asked for one, the
 * chain is the local one by its id, and its node is on this very machine.
 *
 * @param isAsked by {@code assay up} and {@code assay demo}, and nobody else
 * @param chainId the chain the platform follows
 * @param node its JSON-RPC address
 */
public record WalletOffer(boolean isAsked, long chainId, URI node) {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** The wallet, where there is one. */
  public Optional<DevelopmentWallet> wallet() {
    return isMade() ? Optional.of(new DevelopmentWallet(node)) : Optional.empty();
  }

  private boolean isMade() {
    return isAsked
        && chainId == ChainSettings.LOCAL_CHAIN_ID
        && node.getHost() != null
        && THIS_MACHINE.contains(node.getHost());
  }
}
