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

  /**
   * A step size that falls along half a cosine (Loshchilov and Hutter, 2017, arXiv 1608.03983).
   *
   * @param epochs until it has reached its lowest, at least 1
   * @param lowest factor in the end, 0 to 1
   */
  record Cosine(int epochs, double lowest) implements LearningSchedule {
    public Cosine {
      if (epochs < 1 || !(lowest >= 0 && lowest <= 1)) {
        throw new EngineRefusedException(
            EngineRefusedException.Reason.BAD_SETTINGS,
            "A cosine needs at least one epoch and a lowest factor in 0..1.");
      }
    }

    @Override
    public double factorAt(int epoch) {
      double done = Math.min(1, (double) epoch / epochs);
      return lowest + (1 - lowest) * (1 + Math.cos(Math.PI * done)) / 2;
    }

    @Override
    public String toString() {
      return "cosine to " + lowest + " over " + epochs;
    }
  }

  /**
   * A step size that grows evenly to its full size, then follows another schedule.
   *
   * @param epochs of growth, at least 1
   * @param then what follows, its epochs counted from there
   */
  record WarmUp(int epochs, LearningSchedule then) implements LearningSchedule {
    public WarmUp {
      if (epochs < 1) {
        throw new EngineRefusedException(
            EngineRefusedException.Reason.BAD_SETTINGS, "A warm-up needs at least one epoch.");
      }
    }

    @Override
    public double factorAt(int epoch) {
      return epoch < epochs ? (epoch + 1.0) / (epochs + 1) : then.factorAt(epoch - epochs);
    }

    @Override
    public String toString() {
      return "warm_up " + epochs + " then " + then;
    }
  }
}
