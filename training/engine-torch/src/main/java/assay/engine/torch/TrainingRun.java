package assay.engine.torch;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException;
import assay.training.run.EngineFailedException;
import assay.training.run.EpochReport;
import assay.training.run.ProgressMeter;
import assay.training.run.StoppingWatch;
import assay.training.run.TrainingDivergedException;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One training under way. Each epoch depends on nothing but weights, optimizer memory, seed and the
 * epoch's number, so it goes the same way whether or not the process was killed before it.
 */
final class TrainingRun {

  private final TrainingJob job;
  private final TrainingListener listener;
  private final Devices devices;
  private final ProgressMeter meter;
  private final Bytes32 fingerprint;
  private int epochsDone;

  TrainingRun(TrainingJob job, Devices devices, TrainingListener listener, Start start) {
    this.job = job;
    this.devices = devices;
    this.listener = listener;
    this.fingerprint = job.fingerprint();
    this.epochsDone = start.epochsDone();
    this.meter = new ProgressMeter(job, epochsDone, listener, start.nanoTime());
  }

  /**
   * Where and when the run begins.
   *
   * @param epochsDone epochs that the replicas have behind them
   * @param nanoTime the clock
   */
  record Start(int epochsDone, LongSupplier nanoTime) {}

  TrainingState toTheEnd() {
    TrainingSettings settings = job.settings();
    StoppingWatch watch = new StoppingWatch(settings);
    boolean stops = epochsDone >= settings.epochs();
    while (!stops) {
      epoch();
      epochsDone++;
      EpochReport report = report();
      listener.onEpoch(report);
      boolean isOver = watch.endsAfter(report, this::state);
      stops = isOver || listener.wantsStop() || epochsDone == settings.epochs();
      if (stops || epochsDone % settings.checkpointEvery() == 0) {
        listener.onCheckpoint(state());
      }
    }
    return watch.result(this::state);
  }

  private void epoch() {
    devices.begin(job.settings().seed() * 1_000_003 + epochsDone * 257L);
    TrainingEpoch epoch = TrainingEpoch.of(job, epochsDone);
    for (Round round : new EpochPlan(job, epochsDone).rounds()) {
      learn(round, epoch).forEach(learned -> meter.step(learned.samples(), learned.loss()));
    }
  }

  private List<Round.Learned> learn(Round round, TrainingEpoch epoch) {
    try {
      return devices.learn(round, epoch);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new EngineFailedException(epochsDone + 1, e);
    }
  }

  private double finiteLoss() {
    double loss = meter.takeMeanLoss();
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          epochsDone, new ArithmeticException("The loss is " + loss + "."));
    }
    return loss;
  }

  private EpochReport report() {
    double loss = finiteLoss();
    float[][] answers = Predictor.answers(devices.first(), job.spec(), job.validation());
    return EpochReport.of(job, epochsDone, loss, answers);
  }

  private TrainingState state() {
    try {
      Replica replica = devices.first();
      return new TrainingState(
          fingerprint, TorchEngine.NAME, epochsDone, replica.weights(), replica.memory());
    } catch (CheckpointRefusedException e) {
      throw new TrainingDivergedException(epochsDone, e);
    }
  }
}
