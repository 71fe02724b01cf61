package assay.training.checkpoint;

import assay.training.checkpoint.CheckpointRefusedException.Reason;
import assay.training.spec.ModelSpec;

/**
 * A trained model as it is sealed, scored and delivered. The three parts agree: the weights are
 * exactly the spec's tensors, the provenance names the spec's hash. Immutable.
 *
 * @param spec the model's shape
 * @param weights its numbers
 * @param provenance where they come from
 */
public record Checkpoint(ModelSpec spec, Weights weights, Provenance provenance) {

  public Checkpoint {
    weights.requireFit(spec);
    if (!provenance.specHash().equals(spec.hash())) {
      throw new CheckpointRefusedException(
          Reason.WRONG_SPEC,
          "The provenance names spec "
              + provenance.specHash()
              + ", the model is "
              + spec.hash()
              + ".");
    }
  }
}
