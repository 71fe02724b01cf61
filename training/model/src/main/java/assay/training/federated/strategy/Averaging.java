package assay.training.federated.strategy;

/**
 * FedAvg and FedAvgM: v ← β·v + Δ, x ← x + η·v; with β = 0 and η = 1 the model becomes the clients'
 * average (McMahan et al., "Communication-Efficient Learning of Deep Networks from Decentralized
 * Data", 2017; momentum: Hsu et al., "Measuring the Effects of Non-Identical Data Distribution for
 * Federated Visual Classification", 2019).
 */
final class Averaging implements ServerOptimizer {

  private final double learningRate;
  private final double momentum;
  private final double[] velocity;

  Averaging(int parameters, double learningRate, double momentum) {
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.velocity = new double[parameters];
  }

  @Override
  public void step(float[] model, float[] update) {
    for (int i = 0; i < model.length; i++) {
      velocity[i] = momentum * velocity[i] + update[i];
      model[i] = (float) (model[i] + learningRate * velocity[i]);
    }
  }
}
