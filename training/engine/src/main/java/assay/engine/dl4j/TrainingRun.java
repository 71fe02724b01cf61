package assay.engine.dl4j;

import assay.chain.Bytes32;
import assay.training.checkpoint.CheckpointRefusedException;
import assay.training.run.EngineFailedException;
import assay.training.run.EpochLoop;
import assay.training.run.ProgressMeter;
import assay.training.run.TrainingDivergedException;
import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingJob;
import assay.training.run.TrainingListener;
import assay.training.run.TrainingSettings;
import assay.training.run.TrainingState;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** One training under way. */
final class TrainingRun {

  private final TrainingJob job;
  private final TrainingListener listener;
  private final ComputationGraph network;
  private final ProgressMeter meter;
  private final StepListener steps;
  private final Bytes32 fingerprint;
  private final Start start;

  TrainingRun(TrainingJob job, ComputationGraph network, TrainingListener listener, Start start) {
    this.job = job;
    this.network = network;
    this.listener = listener;
    this.fingerprint = job.fingerprint();
    this.start = start;
    this.meter = new ProgressMeter(job, start.epochsDone(), listener, start.nanoTime());
    this.steps = new StepListener(meter);
  }

  /**
   * Where and when the run begins.
   *
   * @param epochsDone epochs that the network has behind it
   * @param nanoTime the clock
   */
  record Start(int epochsDone, LongSupplier nanoTime) {}

  TrainingState toTheEnd() {
    try (Learner learner = learner()) {
      EpochLoop.Epochs epochs = new Epochs(learner);
      return new EpochLoop(job, listener, meter, epochs, start.epochsDone()).run();
    }
  }

  private final class Epochs implements EpochLoop.Epochs {

    private final Learner learner;

    Epochs(Learner learner) {
      this.learner = learner;
    }

    @Override
    public void learn(int epoch) {
      TrainingRun.this.learn(learner, epoch);
    }

    @Override
    public float[][] answers() {
      return Predictor.answers(network, job.spec(), job.validation());
    }

    @Override
    public TrainingState state(int epochsDone) {
      return TrainingRun.this.state(epochsDone);
    }
  }

  private Learner learner() {
    TrainingSettings settings = job.settings();
    network.setListeners(steps);
    Batches batches = new Batches(job.training(), job.spec());
    return settings.devices() == 1
        ? new OneDevice(network, new BatchSlots(batches), settings.batchSize())
        : new SeveralDevices(network, this::copy, settings, batches);
  }

  private ComputationGraph copy() {
    ComputationGraph copy = GraphBuilder.buildToTrain(job.spec(), job.settings());
    copy.setListeners(steps);
    return copy;
  }

  private void learn(Learner learner, int epochsDone) {
    ComputationGraphConfiguration configuration = network.getConfiguration();
    configuration.setEpochCount(epochsDone);
    configuration.setIterationCount(epochsDone * rounds());
    TrainingEpoch epoch = TrainingEpoch.of(job, epochsDone);
    try {
      learner.epoch(epoch, epochSeed(epochsDone));
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new EngineFailedException(epochsDone + 1, e);
    }
    steps.rethrow();
  }

  /** Steps per epoch of the first worker, which carries the count that Adam corrects by. */
  private int rounds() {
    int perRound = job.settings().batchSize() * job.settings().devices();
    return (job.training().size() + perRound - 1) / perRound;
  }

  private long epochSeed(int epochsDone) {
    return job.settings().seed() * 1_000_003 + epochsDone * 257L;
  }

  private TrainingState state(int epochsDone) {
    try {
      return new TrainingState(
          fingerprint,
          Dl4jEngine.NAME,
          epochsDone,
          KerasWeights.from(network, job.spec()),
          new OptimizerMemory(network, job.spec()).read());
    } catch (CheckpointRefusedException e) {
      throw new TrainingDivergedException(epochsDone, e);
    }
  }
}
