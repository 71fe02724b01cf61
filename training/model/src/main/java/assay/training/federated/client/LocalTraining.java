package assay.training.federated.client;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import assay.training.federated.data.Samples;
import assay.training.federated.model.Batch;
import assay.training.federated.model.FlatModel;
import java.util.random.RandomGenerator;

/**
 * A client's steps of stochastic gradient descent: each epoch walks over its samples in a new
 * order, the last batch of it may be smaller.
 *
 * @param learningRate η, above 0
 * @param batchSize from 1
 */
public record LocalTraining(float learningRate, int batchSize) {

  public LocalTraining {
    FederatedRefusedException.require(
        learningRate > 0 && batchSize >= 1,
        "A client trains at a learning rate above 0 in batches of 1 or more, not %s and %d."
            .formatted(learningRate, batchSize));
  }

  /** Trains from a model, which is left as it is; gives the weights reached. */
  public float[] train(FlatModel model, float[] start, Task task) {
    float[] parameters = start.clone();
    float[] gradient = new float[parameters.length];
    int size = task.samples().size();
    for (int epoch = 0; epoch < task.epochs(); epoch++) {
      int[] order = Seeds.shuffled(size, task.random());
      for (int from = 0; from < size; from += batchSize) {
        Batch batch = new Batch(task.samples(), order, from, Math.min(from + batchSize, size));
        model.gradient(parameters, batch, gradient);
        task.correction().correct(gradient, parameters);
        descend(parameters, gradient);
      }
    }
    return parameters;
  }

  /** Steps that a task takes. */
  public int steps(Task task) {
    return task.epochs() * ((task.samples().size() + batchSize - 1) / batchSize);
  }

  private void descend(float[] parameters, float[] gradient) {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= learningRate * gradient[i];
    }
  }

  /**
   * What a client does in a round.
   *
   * @param samples its own
   * @param epochs walks over them, from 0
   * @param correction of each step's gradient
   * @param random orders them
   */
  public record Task(Samples samples, int epochs, Correction correction, RandomGenerator random) {}
}
