package assay.training.run;

/**
 * Leads one training from epoch to epoch, alike for every engine: what the listener is told, which
 * states are kept, when it ends. Each epoch depends on nothing but weights, optimizer memory, seed
 * and the epoch's number, so it goes the same way whether or not the process was killed before it.
 * Not safe for threads.
 */
public final class EpochLoop {

  private final TrainingJob job;
  private final TrainingListener listener;
  private final ProgressMeter meter;
  private final Epochs epochs;
  private int done;

  /** What an engine does in an epoch. */
  public interface Epochs {

    /**
     * Learns from the epoch's samples, and tells the meter of every step.
     *
     * @param epoch its number, from 0
     */
    void learn(int epoch);

    /** The model's answers to the job's validation data, as it stands. */
    float[][] answers();

    /**
     * Where the training stands.
     *
     * @param epochsDone epochs that lie behind it
     */
    TrainingState state(int epochsDone);
  }

  /**
   * @param meter hears of every step
   * @param done epochs that lie behind the training
   */
  public EpochLoop(
      TrainingJob job, TrainingListener listener, ProgressMeter meter, Epochs epochs, int done) {
    this.job = job;
    this.listener = listener;
    this.meter = meter;
    this.epochs = epochs;
    this.done = done;
  }

  /**
   * Trains to the end, which the job, its stopping rule or the listener sets.
   *
   * @throws TrainingDivergedException if an epoch's loss is no finite number
   */
  public TrainingState run() {
    TrainingSettings settings = job.settings();
    StoppingWatch watch = new StoppingWatch(settings);
    boolean stops = done >= settings.epochs();
    while (!stops) {
      epochs.learn(done);
      done++;
      EpochReport report = EpochReport.of(job, done, finiteLoss(), epochs.answers());
      listener.onEpoch(report);
      boolean isOver = watch.endsAfter(report, this::state);
      stops = isOver || listener.wantsStop() || done == settings.epochs();
      if (stops || isStateWanted()) {
        listener.onCheckpoint(state());
      }
    }
    return watch.result(this::state);
  }

  private boolean isStateWanted() {
    return done % job.settings().checkpointEvery() == 0 && listener.wantsCheckpoint();
  }

  private TrainingState state() {
    return epochs.state(done);
  }

  private double finiteLoss() {
    double loss = meter.takeMeanLoss();
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          done, new ArithmeticException("The loss is " + loss + "."));
    }
    return loss;
  }
}
