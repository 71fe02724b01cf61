package assay.training.federated.model;

import assay.training.federated.data.Samples;
import java.util.random.RandomGenerator;

/**
 * A classifier whose parameters are one vector, trained on cross-entropy. Parameters in, gradient
 * out: it keeps nothing, and is safe for threads. The same input gives the same bits everywhere.
 */
public interface FlatModel {

  /** Length of the vector. */
  int parameters();

  /** Where a training begins. */
  float[] initial(RandomGenerator random);

  /**
   * The gradient of the batch's mean loss.
   *
   * @param parameters to be read only
   * @param gradient overwritten, of the same length
   */
  void gradient(float[] parameters, Batch batch, float[] gradient);

  /** Loss and accuracy on samples, at least one. */
  Evaluation evaluate(float[] parameters, Samples samples);
}
