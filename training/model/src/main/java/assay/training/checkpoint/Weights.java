package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;
import assay.training.spec.TensorSpec;
import java.util.List;

/**
 * All tensors of one model, in its spec's order; every value is finite. Immutable.
 *
 * @param tensors exactly the tensors that the spec implies
 */
public record Weights(List<Tensor> tensors) {

  public Weights {
    tensors = List.copyOf(tensors);
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        requireFinite(tensor.spec(), tensor.value(i));
      }
    }
  }

  /** The tensor with this spec; refuses weights that lack it. */
  public Tensor tensor(TensorSpec spec) {
    return tensors.stream()
        .filter(tensor -> tensor.spec().equals(spec))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointRefusedException(
                    Reason.WRONG_TENSORS, "The weights lack " + spec.key() + spec.shape() + "."));
  }

  /** Refuses weights that are not exactly those the model needs. */
  public void requireFit(ModelSpec model) {
    List<TensorSpec> have = tensors.stream().map(Tensor::spec).toList();
    if (!have.equals(model.tensors())) {
      throw new CheckpointRefusedException(
          Reason.WRONG_TENSORS,
          "The weights are " + have.size() + " tensors of another model; train this one anew.");
    }
  }

  static void requireFinite(TensorSpec spec, float value) {
    if (!Float.isFinite(value)) {
      throw new CheckpointRefusedException(
          Reason.NOT_FINITE,
          "Tensor " + spec.key() + " holds " + value + "; weights must be finite numbers.");
    }
  }
}
