package assay.engine.torch;

import assay.training.spec.LayerName;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * All numbers of one replica of a model in native memory: those that are learned in one flat
 * tensor, their gradients in another, running moments in a third, each in the spec's order and in
 * Keras's layout. Layers see views; an optimizer or an average over devices takes a few operations
 * on the whole. Not safe for threads.
 */
final class Parameters implements AutoCloseable {

  private final Tensor learned;
  private final Tensor gradient;
  private final Tensor moments;
  private final Map<String, Tensor> views = new HashMap<>();
  private final List<Tensor> shrinking = new ArrayList<>();

  /** All zero. */
  Parameters(ModelSpec spec, Device device) {
    List<TensorSpec> tensors = spec.tensors();
    long count = tensors.stream().filter(TensorSpec::isTrained).mapToLong(Parameters::size).sum();
    this.learned = zeros(count, device);
    this.gradient = zeros(count, device);
    this.moments = zeros(spec.parameterCount() - count, device);
    long nextLearned = 0;
    long nextMoment = 0;
    for (TensorSpec tensor : tensors) {
      if (tensor.isTrained()) {
        views.put(tensor.key(), learnedView(tensor, nextLearned));
        if (tensor.isKernel() || tensor.role().equals("embeddings")) {
          shrinking.add(plainView(tensor, nextLearned));
        }
        nextLearned += size(tensor);
      } else {
        views.put(tensor.key(), momentView(tensor, nextMoment));
        nextMoment += size(tensor);
      }
    }
  }

  private static long size(TensorSpec tensor) {
    return tensor.shape().elements();
  }

  private static Tensor zeros(long count, Device device) {
    return NativeScope.in(
        () -> torch.zeros(count).to(device, torch.ScalarType.Float).retainReference());
  }

  private static Tensor slice(Tensor flat, TensorSpec tensor, long from) {
    long[] sizes = tensor.shape().sizes().stream().mapToLong(Integer::longValue).toArray();
    return flat.narrow(0, from, size(tensor)).view(sizes);
  }

  private Tensor plainView(TensorSpec tensor, long from) {
    return NativeScope.in(() -> slice(learned, tensor, from).retainReference());
  }

  private Tensor momentView(TensorSpec tensor, long from) {
    return NativeScope.in(() -> slice(moments, tensor, from).retainReference());
  }

  /**
   * Autograd adds to a gradient that is already there, so all of them come to lie in one tensor.
   */
  private Tensor learnedView(TensorSpec tensor, long from) {
    return NativeScope.in(
        () -> {
          Tensor leaf = slice(learned, tensor, from).detach();
          leaf.set_requires_grad(true);
          leaf.mutable_grad().put(slice(gradient, tensor, from));
          return leaf.retainReference();
        });
  }

  /** A layer's tensor, in Keras's axis order; empty where the layer has none of this role. */
  Optional<Tensor> find(LayerName layer, String role) {
    return Optional.ofNullable(views.get(layer + "/" + role));
  }

  /** A layer's tensor, in Keras's axis order. */
  Tensor get(LayerName layer, String role) {
    return find(layer, role)
        .orElseThrow(
            () -> new IllegalStateException("Layer '" + layer + "' owns no " + role + "."));
  }

  /** What is learned, in one piece. */
  Tensor learned() {
    return learned;
  }

  /** The gradients of what is learned, in the same order. */
  Tensor gradient() {
    return gradient;
  }

  /** Running means and variances, in one piece. */
  Tensor moments() {
    return moments;
  }

  /** A tensor so many times as long as what is learned, all one value, for the caller to close. */
  Tensor another(int times, double value) {
    Tensor made = zeros(times * learned.numel(), learned.device());
    NativeScope.in(() -> made.fill_(new Scalar(value)));
    return made;
  }

  /** Multiplies kernels and tables, and nothing else, by a factor. */
  void shrink(double factor) {
    shrinking.forEach(part -> part.mul_(new Scalar(factor)));
  }

  @Override
  public void close() {
    views.values().forEach(Pointer::close);
    shrinking.forEach(Pointer::close);
    List.of(learned, gradient, moments).forEach(Pointer::close);
  }
}
