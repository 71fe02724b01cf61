package assay.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.factory.TrainerContext;
import org.deeplearning4j.parallelism.trainer.Trainer;

/**
 * Training side by side: a ParallelWrapper gives each device a batch, then averages weights and
 * optimizer memories over them. The first device trains the network itself, the others copies.
 */
final class SeveralDevices implements Learner, TrainerContext {

  private final ComputationGraph network;
  private final List<ComputationGraph> copies = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();
  private final int averagingEvery;

  /**
   * @param network to train
   * @param copy makes another network of the same shape
   * @param count of devices, at least two
   * @param averagingEvery so many batches per device
   */
  SeveralDevices(
      ComputationGraph network, Supplier<ComputationGraph> copy, int count, int averagingEvery) {
    this.network = network;
    this.averagingEvery = averagingEvery;
    devices.add(new Device(0, network));
    for (int number = 1; number < count; number++) {
      ComputationGraph made = copy.get();
      copies.add(made);
      devices.add(new Device(number, made));
    }
  }

  @Override
  public void epoch(EpochBatches batches, long seed) {
    for (int number = 0; number < devices.size(); number++) {
      devices.get(number).begin(network, seed + number);
    }
    List<TrainingListener> heard = List.copyOf(network.getListeners());
    ParallelWrapper wrapper =
        new ParallelWrapper.Builder<>(network)
            .workers(devices.size())
            .trainingMode(ParallelWrapper.TrainingMode.AVERAGING)
            .averagingFrequency(averagingEvery)
            .prefetchBuffer(0)
            .reportScoreAfterAveraging(false)
            .build();
    // The wrapper takes the listeners away, and hands them to workers of its own alone.
    network.setListeners(heard);
    try {
      wrapper.setTrainerContext(this);
      wrapper.fit(batches);
    } finally {
      wrapper.shutdown();
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
