package assay.engine.exchange;

import assay.training.checkpoint.Weights;
import assay.training.spec.ModelSpec;

/**
 * A spec and weights that fit it, without a word on where they come from. Immutable.
 *
 * @param spec the model's shape
 * @param weights exactly the spec's tensors
 */
public record Model(ModelSpec spec, Weights weights) {

  public Model {
    weights.requireFit(spec);
  }
}
