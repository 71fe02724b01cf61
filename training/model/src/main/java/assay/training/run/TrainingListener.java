package assay.training.run;

/**
 * Watches a training. An engine calls from one thread at a time and waits for each call, so what is
 * slow here slows the training. What a listener throws ends the training, at the latest after the
 * epoch, and reaches its caller.
 */
public interface TrainingListener {

  /** Hears nothing and stops nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** After steps, several times a second at most. */
  default void onProgress(Progress progress) {}

  /** After each epoch. */
  default void onEpoch(EpochReport report) {}

  /**
   * Asked after every so many epochs as the settings say, before the state is made; false lets it
   * pass. Not asked after the last.
   */
  default boolean wantsCheckpoint() {
    return true;
  }

  /** After every so many epochs as the settings say and it is wanted, and after the last. */
  default void onCheckpoint(TrainingState state) {}

  /** Asked after each epoch; true ends the training with the state reached. */
  default boolean wantsStop() {
    return false;
  }
}
