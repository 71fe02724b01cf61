package assay.engine.dl4j;

import assay.training.run.TrainingEpoch;
import assay.training.run.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.factory.TrainerContext;
import org.deeplearning4j.parallelism.trainer.Trainer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Training side by side: a ParallelWrapper deals batches out to the devices and averages weights
 * and optimizer memories over them. The first device trains the network itself, the others copies.
 * Devices wait for each other where weights are averaged, not after every batch. What the wrapper
 * leaves out, the steps after the last full round of an epoch, is averaged at the epoch's end.
 */
final class SeveralDevices implements Learner, TrainerContext {

  private final ComputationGraph network;
  private final List<ComputationGraph> copies = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();
  private final TrainingSettings settings;

  /**
   * @param network to train
   * @param copy makes another network of the same shape
   * @param settings for at least two devices
   * @param batches makes what they learn from
   */
  SeveralDevices(
      ComputationGraph network,
      Supplier<ComputationGraph> copy,
      TrainingSettings settings,
      Batches batches) {
    this.network = network;
    this.settings = settings;
    devices.add(new Device(0, network, new BatchSlots(batches), this::mayAverage));
    for (int number = 1; number < settings.devices(); number++) {
      ComputationGraph made = copy.get();
      copies.add(made);
      devices.add(new Device(number, made, new BatchSlots(batches), this::mayAverage));
    }
  }

  @Override
  public void epoch(TrainingEpoch epoch, long seed) {
    for (int number = 0; number < devices.size(); number++) {
      devices.get(number).begin(seed + number);
    }
    devices.stream().skip(1).forEach(device -> device.copy(network));
    List<TrainingListener> heard = List.copyOf(network.getListeners());
    ParallelWrapper wrapper =
        new ParallelWrapper.Builder<>(network)
            .workers(devices.size())
            .trainingMode(ParallelWrapper.TrainingMode.AVERAGING)
            .averagingFrequency(settings.averagingEvery())
            .prefetchBuffer(0)
            .reportScoreAfterAveraging(false)
            .build();
    // The wrapper takes the listeners away, and hands them to workers of its own alone.
    network.setListeners(heard);
    try {
      wrapper.setTrainerContext(this);
      wrapper.fit(new EpochBatches(epoch, settings.batchSize(), PlannedBatch::new));
    } finally {
      wrapper.shutdown();
    }
    learn();
    averageTheRest();
  }

  /** The first device keeps this thread busy, so the others begin before it. */
  private void learn() {
    for (int number = devices.size() - 1; number >= 0; number--) {
      devices.get(number).learn();
    }
    devices.forEach(Device::await);
  }

  /**
   * Asked by the wrapper when a round is over. It would average those devices alone that had a
   * batch in the round's last turn, and throw away what the others learned before.
   */
  private boolean mayAverage() {
    learn();
    int steps = devices.get(0).steps();
    boolean isFull = devices.stream().allMatch(device -> device.steps() == steps);
    if (isFull) {
      devices.forEach(Device::forgetSteps);
    }
    return isFull;
  }

  private void averageTheRest() {
    List<Device> learned = devices.stream().filter(device -> device.steps() > 0).toList();
    if (learned.size() > 1) {
      average(learned, ComputationGraph::params);
      average(learned, graph -> graph.getUpdater().getStateViewArray());
    }
    devices.forEach(Device::forgetSteps);
  }

  private static void average(
      List<Device> learned, Function<ComputationGraph, @Nullable INDArray> part) {
    List<INDArray> parts = new ArrayList<>();
    for (Device device : learned) {
      INDArray own = part.apply(device.network());
      if (own != null) {
        parts.add(own);
      }
    }
    if (!parts.isEmpty()) {
      Nd4j.averageAndPropagate(parts);
    }
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
    copies.forEach(NetworkMemory::free);
  }

  @Override
  public Trainer create(
      String uuid,
      int number,
      Model model,
      int rootDevice,
      boolean useMultiDataSets,
      ParallelWrapper wrapper,
      WorkspaceMode mode,
      int averagingFrequency) {
    return devices.get(number);
  }

  @Override
  public void init(Model model, Object... arguments) {}

  @Override
  public void finalizeRound(Model original, Model... models) {}

  @Override
  public void finalizeTraining(Model original, Model... models) {}
}
