package assay.engine.dl4j;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.run.EngineRefusedException;
import assay.training.run.EngineRefusedException.Reason;
import assay.training.run.TrainingSettings;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Carries what a network's optimizer remembers to and from the order that all engines share: one
 * number per trained weight in the spec's order and Keras's layout, then the next such memory. Here
 * it lies block by block, and within a block as weights do; so a second network takes it for its
 * weights, and these are carried over. Not safe for threads.
 */
final class OptimizerMemory {

  private final ComputationGraph network;
  private final ModelSpec spec;
  private final int memories;
  private final int trained;

  OptimizerMemory(ComputationGraph network, ModelSpec spec) {
    this.network = network;
    this.spec = spec;
    this.memories = spec.optimizer().memoriesPerWeight();
    this.trained =
        spec.tensors().stream()
            .filter(TensorSpec::isTrained)
            .mapToInt(tensor -> Math.toIntExact(tensor.shape().elements()))
            .sum();
  }

  /** A copy; empty where the optimizer remembers nothing. */
  float[] read() {
    float[] all = new float[Math.multiplyExact(memories, trained)];
    if (all.length == 0) {
      return all;
    }
    float[] state = NativeFloats.floats(network.getUpdater().getUpdaterStateViewArray());
    ComputationGraph taker = another();
    try {
      for (int memory = 0; memory < memories; memory++) {
        assign(taker.params(), asWeights(state, memory));
        put(KerasWeights.from(taker, spec), all, memory * trained);
      }
    } finally {
      NetworkMemory.free(taker);
    }
    return all;
  }

  /** Overwrites it; refuses another number of numbers than this model's optimizer remembers. */
  void write(float[] all) {
    requireLength(all.length);
    if (all.length == 0) {
      return;
    }
    INDArray view = network.getUpdater().getUpdaterStateViewArray();
    float[] state = NativeFloats.floats(view);
    ComputationGraph taker = another();
    try {
      for (int memory = 0; memory < memories; memory++) {
        KerasWeights.into(taker, weights(all, memory * trained), spec);
        fromWeights(NativeFloats.floats(taker.params()), state, memory);
      }
    } finally {
      NetworkMemory.free(taker);
    }
    assign(view, state);
  }

  private void requireLength(int length) {
    if (length != memories * trained) {
      throw new EngineRefusedException(
          Reason.FOREIGN_STATE,
          "The state's optimizer memory holds "
              + length
              + " numbers, this model's "
              + memories * trained
              + "; begin anew.");
    }
  }

  private ComputationGraph another() {
    return GraphBuilder.build(spec, TrainingSettings.of(1, 0));
  }

  private static void assign(INDArray array, float[] values) {
    array.assign(Nd4j.createFromArray(values).reshape('c', array.shape()));
  }

  private float[] asWeights(float[] state, int memory) {
    float[] weights = new float[Math.toIntExact(network.numParams())];
    for (UpdaterBlock block : remembering()) {
      int from = block.getUpdaterViewOffsetStart() + memory * size(block);
      System.arraycopy(state, from, weights, block.getParamOffsetStart(), size(block));
    }
    return weights;
  }

  private void fromWeights(float[] weights, float[] state, int memory) {
    for (UpdaterBlock block : remembering()) {
      int to = block.getUpdaterViewOffsetStart() + memory * size(block);
      System.arraycopy(weights, block.getParamOffsetStart(), state, to, size(block));
    }
  }

  /** Running moments stand in blocks that remember nothing. */
  private List<UpdaterBlock> remembering() {
    return network.getUpdater().getUpdaterBlocks().stream()
        .filter(block -> block.getUpdaterViewOffsetEnd() > block.getUpdaterViewOffsetStart())
        .toList();
  }

  private static int size(UpdaterBlock block) {
    return block.getParamOffsetEnd() - block.getParamOffsetStart();
  }

  private static void put(Weights weights, float[] all, int at) {
    int next = at;
    for (Tensor tensor : weights.tensors()) {
      if (tensor.spec().isTrained()) {
        System.arraycopy(tensor.values(), 0, all, next, tensor.size());
        next += tensor.size();
      }
    }
  }

  private Weights weights(float[] all, int at) {
    List<Tensor> tensors = new ArrayList<>();
    int next = at;
    for (TensorSpec tensor : spec.tensors()) {
      float[] values = new float[Math.toIntExact(tensor.shape().elements())];
      if (tensor.isTrained()) {
        System.arraycopy(all, next, values, 0, values.length);
        next += values.length;
      }
      tensors.add(Tensor.of(tensor, values));
    }
    return new Weights(tensors);
  }
}
