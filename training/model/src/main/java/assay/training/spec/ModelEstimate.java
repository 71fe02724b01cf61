package assay.training.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a model costs, reckoned from its spec alone. A multiply-add counts as 2 FLOPs; only kernels'
 * multiply-adds are counted, since biases, activations, pooling and normalisation are bound by
 * memory and add a few per cent. Training counts three forward passes: one forward, two of the same
 * size backward. Numbers take 4 bytes. Memory is what the algorithm must keep; an engine's buffers
 * come on top. Immutable.
 *
 * @param batchSize samples per step, at least 1
 * @param optimizerMemories numbers that the optimizer keeps per trained weight
 * @param layers the input, then each layer in the spec's order
 */
public record ModelEstimate(int batchSize, int optimizerMemories, List<LayerEstimate> layers) {

  private static final long FLOPS_PER_MULTIPLY_ADD = 2;
  private static final long PASSES_OF_TRAINING = 3;

  public ModelEstimate {
    LayerRules.requirePositive("The batch size", batchSize);
    layers = List.copyOf(layers);
  }

  /**
   * One layer's share.
   *
   * @param name the layer, {@link LayerName#INPUT} for the samples themselves
   * @param kind Keras's class name
   * @param output its shape per sample
   * @param parameters numbers in its tensors
   * @param trained those of them that gradients change
   * @param multiplyAdds of its kernels, per sample and forward pass
   * @param kept numbers per sample that the backward pass needs
   */
  public record LayerEstimate(
      LayerName name,
      String kind,
      Shape output,
      long parameters,
      long trained,
      long multiplyAdds,
      long kept) {}

  public static ModelEstimate of(ModelSpec spec, int batchSize) {
    List<LayerEstimate> layers = new ArrayList<>();
    Shape input = spec.input();
    layers.add(new LayerEstimate(LayerName.INPUT, "Input", input, 0, 0, 0, input.elements()));
    LayerCost cost = new LayerCost(spec);
    spec.layers().forEach(node -> layers.add(cost.of(node)));
    return new ModelEstimate(batchSize, spec.optimizer().memoriesPerWeight(), layers);
  }

  public long parameters() {
    return sum(LayerEstimate::parameters);
  }

  /** FLOPs of one sample's way through the model. */
  public long forwardFlops() {
    return FLOPS_PER_MULTIPLY_ADD * sum(LayerEstimate::multiplyAdds);
  }

  /** FLOPs of learning from one sample once. */
  public long trainingFlops() {
    return PASSES_OF_TRAINING * forwardFlops();
  }

  /** What a batch's outputs take until the backward pass has used them. */
  public long activationBytes() {
    return (long) Float.BYTES * batchSize * sum(LayerEstimate::kept);
  }

  public long parameterBytes() {
    return Float.BYTES * parameters();
  }

  public long gradientBytes() {
    return Float.BYTES * sum(LayerEstimate::trained);
  }

  public long optimizerBytes() {
    return optimizerMemories * gradientBytes();
  }

  /** All that training keeps at once. */
  public long trainingBytes() {
    return activationBytes() + parameterBytes() + gradientBytes() + optimizerBytes();
  }

  private long sum(ToLongFunction<LayerEstimate> part) {
    return layers.stream().mapToLong(part).sum();
  }
}
