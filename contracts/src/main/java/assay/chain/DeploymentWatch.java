package assay.chain;

/** Hears how a deployment goes on, while its contracts become final. */
public interface DeploymentWatch {

  /** Everything was checked; from here on it costs money. */
  default void begins(DeploymentPlan plan) {}

  /**
   * Every contract is on chain, though a reorganisation could still undo it. Whoever keeps this
   * manifest can stop here and go on later with {@link Deployer#awaitFinal}.
   */
  default void created(DeploymentManifest manifest, Wait wait) {}

  /** The chain has a new block. */
  default void waits(Wait wait) {}

  /**
   * How far the waiting is.
   *
   * @param since the newest block when it began
   * @param now the newest block
   * @param until the block with which the contracts are final at the latest
   */
  record Wait(long since, long now, long until) {

    public boolean isOver() {
      return now >= until;
    }
  }

  /** Hears nothing. */
  static DeploymentWatch silent() {
    return new DeploymentWatch() {};
  }
}
