package assay.training.run;

/** When a training ends before its last epoch. */
public sealed interface Stopping {

  /** Never. */
  record Never() implements Stopping {
    @Override
    public String toString() {
      return "never";
    }
  }

  /**
   * When the validation loss has not fallen for a while.
   *
   * @param patience epochs without a fall that end the training, at least 1
   * @param minDelta the least fall that counts, 0 or more
   * @param restoresBest whether the state of the best epoch is the result, not that of the last
   */
  record Early(int patience, double minDelta, boolean restoresBest) implements Stopping {
    public Early {
      if (patience < 1 || !(minDelta >= 0 && Double.isFinite(minDelta))) {
        throw new EngineRefusedException(
            EngineRefusedException.Reason.BAD_SETTINGS,
            "Early stopping needs a patience of at least one epoch and a fall of 0 or more.");
      }
    }

    @Override
    public String toString() {
      return "early after " + patience + " below " + minDelta + (restoresBest ? " best" : " last");
    }
  }
}
