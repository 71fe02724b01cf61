package assay.training.federated.strategy;

/**
 * How a server moves the model by a round's joined update. Keeps what it remembers of rounds
 * before; not thread-safe.
 */
public interface ServerOptimizer {

  /**
   * Moves the model.
   *
   * @param model changed in place
   * @param update joined, of the same length; read only
   */
  void step(float[] model, float[] update);
}
