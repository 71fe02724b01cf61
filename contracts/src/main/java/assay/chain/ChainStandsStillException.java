package assay.chain;

import java.net.URI;
import java.time.Duration;

/** The chain makes no blocks, so nothing on it becomes final. */
public final class ChainStandsStillException extends ChainException {

  public ChainStandsStillException(URI node, DeploymentWatch.Wait wait, Duration watched) {
    super(
        "chain-stands-still",
        "The chain at %s has had no block after %d for %d s; block %d is waited for. A chain that mines only when asked needs blocks (anvil: --block-time 1)."
            .formatted(
                ChainUnreachableException.withoutSecrets(node),
                wait.now(),
                watched.toSeconds(),
                wait.until()));
  }
}
