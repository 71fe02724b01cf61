package assay.training.run;

/** How the step size changes from epoch to epoch. */
public sealed interface LearningSchedule {

  /** The factor on the optimizer's learning rate in this epoch, counted from 0. */
  double factorAt(int epoch);

  /** The same step size throughout. */
  record Constant() implements LearningSchedule {
    @Override
    public double factorAt(int epoch) {
      return 1;
    }

    @Override
    public String toString() {
      return "constant";
    }
  }

  /**
   * A step size that shrinks by a factor every few epochs.
   *
   * @param factor above 0, at most 1
   * @param everyEpochs at least 1
   */
  record StepDecay(double factor, int everyEpochs) implements LearningSchedule {
    public StepDecay {
      if (!(factor > 0 && factor <= 1) || everyEpochs < 1) {
        throw new EngineRefusedException(
            EngineRefusedException.Reason.BAD_SETTINGS,
            "A step decay needs a factor in 0..1 and at least one epoch between steps.");
      }
    }

    @Override
    public double factorAt(int epoch) {
      int stepsTaken = epoch / everyEpochs;
      return Math.pow(factor, stepsTaken);
    }

    @Override
    public String toString() {
      return "step_decay " + factor + " every " + everyEpochs;
    }
  }
}
