package assay.engine.torch;

import assay.training.checkpoint.Tensor;
import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Carries weights between their file's tensors and a replica's flat memory. Stateless. */
final class KerasWeights {

  private KerasWeights() {}

  static Weights from(Parameters parameters, ModelSpec spec) {
    Cursor learned = new Cursor(NativeFloats.floats(parameters.learned()));
    Cursor moments = new Cursor(NativeFloats.floats(parameters.moments()));
    List<Tensor> tensors = new ArrayList<>();
    for (TensorSpec tensor : spec.tensors()) {
      Cursor source = tensor.isTrained() ? learned : moments;
      tensors.add(Tensor.of(tensor, source.next((int) tensor.shape().elements())));
    }
    return new Weights(tensors);
  }

  static void into(Parameters parameters, Weights weights, ModelSpec spec) {
    weights.requireFit(spec);
    NativeFloats.overwrite(parameters.learned(), joined(weights, TensorSpec::isTrained));
    NativeFloats.overwrite(parameters.moments(), joined(weights, tensor -> !tensor.isTrained()));
  }

  private static float[] joined(Weights weights, Predicate<TensorSpec> wanted) {
    List<Tensor> tensors =
        weights.tensors().stream().filter(tensor -> wanted.test(tensor.spec())).toList();
    float[] joined = new float[tensors.stream().mapToInt(Tensor::size).sum()];
    int next = 0;
    for (Tensor tensor : tensors) {
      System.arraycopy(tensor.values(), 0, joined, next, tensor.size());
      next += tensor.size();
    }
    return joined;
  }

  /** Hands out an array piece by piece. */
  private static final class Cursor {

    private final float[] values;
    private int next;

    Cursor(float[] values) {
      this.values = values;
    }

    float[] next(int count) {
      float[] piece = Arrays.copyOfRange(values, next, next + count);
      next += count;
      return piece;
    }
  }
}
