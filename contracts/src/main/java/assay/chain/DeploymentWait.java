package assay.chain;

import assay.chain.DeploymentWatch.Wait;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the blocks until a deployment is final, tells them, and complains about a chain that makes
 * none: one that waits for transactions (anvil without {@code --block-time}) would never end it.
 */
final class DeploymentWait {

  /** Five of Ethereum's slots. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChainClient chain;
  private final DeploymentWatch watch;
  private Optional<Wait> wait = Optional.empty();
  private Duration moved = Duration.ZERO;

  DeploymentWait(ChainClient chain, DeploymentWatch watch) {
    this.chain = chain;
    this.watch = watch;
  }

  boolean hasBegun() {
    return wait.isPresent();
  }

  /** The contracts are on chain. */
  void begin(DeploymentManifest manifest) {
    long head = chain.head().number();
    Wait begun = new Wait(head, head, head + chain.settings().finality());
    note(begun);
    watch.created(manifest, begun);
  }

  /**
   * Looks once at the chain.
   *
   * @throws ChainStandsStillException if it has had no new block for long
   */
  void look() {
    Wait before = wait.orElseThrow();
    long head = chain.head().number();
    if (head != before.now()) {
      Wait now = new Wait(before.since(), head, before.until());
      note(now);
      watch.waits(now);
    } else if (chain.time().elapsed().minus(moved).compareTo(PATIENCE) >= 0) {
      throw new ChainStandsStillException(chain.settings().node(), before, PATIENCE);
    }
  }

  private void note(Wait now) {
    wait = Optional.of(now);
    moved = chain.time().elapsed();
  }
}
