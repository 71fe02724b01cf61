package assay.engine.torch;

import assay.training.checkpoint.Weights;
import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.TrainingEpoch;
import assay.training.spec.ModelSpec;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;

/**
 * One copy of a model on one device, with its optimizer's memory and its own random numbers. Not
 * safe for threads; owned by who made it.
 */
final class Replica implements AutoCloseable {

  private final ModelSpec spec;
  private final Device device;
  private final Parameters parameters;
  private final Network network;
  private final UpdateRule rule;
  private final Tensor memory;
  private final Generator chance;

  /**
   * All weights zero.
   *
   * @param number of its device, from 0
   */
  Replica(ModelSpec spec, int number) {
    this.spec = spec;
    this.device = TorchRuntime.device(number);
    this.parameters = new Parameters(spec, device);
    this.network = new Network(spec, parameters);
    this.rule = UpdateRule.of(spec.optimizer());
    this.chance = TorchRuntime.chance(device);
    this.memory = parameters.another(rule.memoryPerNumber(), rule.memoryBegins());
  }

  /** Begins a stretch whose random choices depend on this seed alone. */
  void reseed(long seed) {
    chance.set_current_seed(seed);
  }

  /** Learns from so many samples of an epoch; the loss before the step. */
  double learn(Batches batches, TrainingEpoch epoch, Round.Task task) {
    return NativeScope.in(
        () -> {
          Tensor loss =
              network.loss(
                  batches.batch(epoch, task.from(), task.size(), device), Pass.learning(chance));
          parameters.gradient().zero_();
          loss.backward();
          rule.apply(parameters, memory, task.step());
          return loss.item_double();
        });
  }

  /** The answers for so many samples from this one on, row after row. */
  float[] answers(Batches batches, int from, int size) {
    return NativeScope.ungraded(
        () -> NativeFloats.floats(network.answers(batches.features(from, size, device))));
  }

  Weights weights() {
    return KerasWeights.from(parameters, spec);
  }

  void load(Weights weights) {
    KerasWeights.into(parameters, weights, spec);
  }

  /** What the optimizer remembers, in Keras's order. */
  float[] memory() {
    return NativeFloats.floats(memory);
  }

  void remember(float[] remembered) {
    if (remembered.length != memory.numel()) {
      throw new EngineRefusedException(
          Reason.FOREIGN_STATE,
          "The state's optimizer memory holds "
              + remembered.length
              + " numbers, this model's "
              + memory.numel()
              + "; begin anew.");
    }
    NativeFloats.overwrite(memory, remembered);
  }

  /** All that learning changes, part by part. */
  List<Tensor> parts() {
    return List.of(parameters.learned(), parameters.moments(), memory);
  }

  /** Overwrites one of the parts. */
  void copy(int part, Tensor from) {
    NativeScope.in(() -> parts().get(part).copy_(from));
  }

  @Override
  public void close() {
    parameters.close();
    List.of(memory, chance, device).forEach(Pointer::close);
  }
}
