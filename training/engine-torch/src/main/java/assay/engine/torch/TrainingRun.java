package assay.engine.torch;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException;
import assay.training.run.EngineFailedException;
import assay.training.run.EpochLoop;
import assay.training.run.ProgressMeter;
import assay.training.run.TrainingDivergedException;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingState;
import java.util.List;
import java.util.function.LongSupplier;

/** One training under way. */
final class TrainingRun implements EpochLoop.Epochs {

  private final TrainingJob job;
  private final TrainingListener listener;
  private final Devices devices;
  private final ProgressMeter meter;
  private final Bytes32 fingerprint;
  private final Start start;

  TrainingRun(TrainingJob job, Devices devices, TrainingListener listener, Start start) {
    this.job = job;
    this.devices = devices;
    this.listener = listener;
    this.fingerprint = job.fingerprint();
    this.start = start;
    this.meter = new ProgressMeter(job, start.epochsDone(), listener, start.nanoTime());
  }

  /**
   * Where and when the run begins.
   *
   * @param epochsDone epochs that the replicas have behind them
   * @param nanoTime the clock
   */
  record Start(int epochsDone, LongSupplier nanoTime) {}

  TrainingState toTheEnd() {
    return new EpochLoop(job, listener, meter, this, start.epochsDone()).run();
  }

  @Override
  public void learn(int epoch) {
    devices.begin(job.settings().seed() * 1_000_003 + epoch * 257L);
    TrainingEpoch samples = TrainingEpoch.of(job, epoch);
    for (Round round : new EpochPlan(job, epoch).rounds()) {
      learn(round, samples, epoch)
          .forEach(learned -> meter.step(learned.samples(), learned.loss()));
    }
  }

  private List<Round.Learned> learn(Round round, TrainingEpoch samples, int epoch) {
    try {
      return devices.learn(round, samples);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new EngineFailedException(epoch + 1, e);
    }
  }

  @Override
  public float[][] answers() {
    return Predictor.answers(devices.first(), job.spec(), job.validation());
  }

  @Override
  public TrainingState state(int epochsDone) {
    try {
      Replica replica = devices.first();
      return new TrainingState(
          fingerprint, TorchEngine.NAME, epochsDone, replica.weights(), replica.memory());
    } catch (CheckpointRefusedException e) {
      throw new TrainingDivergedException(epochsDone, e);
    }
  }
}
