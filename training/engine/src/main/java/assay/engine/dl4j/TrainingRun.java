package assay.engine.dl4j;

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
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training under way. Each epoch depends on nothing but weights, optimizer memory, seed and the
 * epoch's number, so it goes the same way whether or not the process was killed before it.
 */
final class TrainingRun {

  private final TrainingJob job;
  private final TrainingListener listener;
  private final ComputationGraph network;
  private final Batches batches;
  private final ProgressMeter meter;
  private final StepListener steps;
  private final Bytes32 fingerprint;
  private int epochsDone;

  TrainingRun(TrainingJob job, ComputationGraph network, TrainingListener listener, Start start) {
    this.job = job;
    this.network = network;
    this.listener = listener;
    this.batches = new Batches(job.training(), job.spec());
    this.fingerprint = job.fingerprint();
    this.epochsDone = start.epochsDone();
    this.meter = new ProgressMeter(job, epochsDone, listener, start.nanoTime());
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
      TrainingSettings settings = job.settings();
      StoppingWatch watch = new StoppingWatch(settings);
      boolean stops = epochsDone >= settings.epochs();
      while (!stops) {
        learn(learner);
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
  }

  private Learner learner() {
    TrainingSettings settings = job.settings();
    network.setListeners(steps);
    return settings.devices() == 1
        ? new OneDevice(network)
        : new SeveralDevices(network, this::copy, settings.devices(), settings.averagingEvery());
  }

  private ComputationGraph copy() {
    ComputationGraph copy = GraphBuilder.build(job.spec(), job.settings());
    copy.setListeners(steps);
    return copy;
  }

  private void learn(Learner learner) {
    ComputationGraphConfiguration configuration = network.getConfiguration();
    configuration.setEpochCount(epochsDone);
    configuration.setIterationCount(epochsDone * rounds());
    TrainingEpoch epoch = TrainingEpoch.of(job, epochsDone);
    try {
      learner.epoch(new EpochBatches(batches, epoch, job.settings().batchSize()), epochSeed());
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

  private long epochSeed() {
    return job.settings().seed() * 1_000_003 + epochsDone * 257L;
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
    float[][] answers = Predictor.answers(network, job.spec(), job.validation());
    return EpochReport.of(job, epochsDone, loss, answers);
  }

  private TrainingState state() {
    try {
      return new TrainingState(
          fingerprint,
          Dl4jEngine.NAME,
          epochsDone,
          KerasWeights.from(network, job.spec()),
          optimizerMemory());
    } catch (CheckpointRefusedException e) {
      throw new TrainingDivergedException(epochsDone, e);
    }
  }

  private float[] optimizerMemory() {
    INDArray view = network.getUpdater().getUpdaterStateViewArray();
    return view == null ? new float[0] : view.dup('c').data().asFloat();
  }
}
