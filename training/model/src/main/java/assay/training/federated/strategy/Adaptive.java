package assay.training.federated.strategy;

import java.util.Arrays;

/**
 * FedAdagrad, FedAdam and FedYogi (Reddi et al., "Adaptive Federated Optimization", 2021, algorithm
 * 2): m ← β₁·m + (1 - β₁)·Δ, v by its kind, x ← x + η·m / (√v + τ), v from τ².
 */
final class Adaptive implements ServerOptimizer {

  private static final double TAU = 1e-3;

  private final SecondMoment kind;
  private final double learningRate;
  private final double beta;
  private final double[] first;
  private final double[] second;

  /**
   * @param beta β₁; the paper's FedAdagrad has 0
   */
  Adaptive(int parameters, SecondMoment kind, double learningRate, double beta) {
    this.kind = kind;
    this.learningRate = learningRate;
    this.beta = beta;
    this.first = new double[parameters];
    this.second = new double[parameters];
    Arrays.fill(second, TAU * TAU);
  }

  @Override
  public void step(float[] model, float[] update) {
    for (int i = 0; i < model.length; i++) {
      double square = (double) update[i] * update[i];
      first[i] = beta * first[i] + (1 - beta) * update[i];
      second[i] = kind.next(second[i], square);
      model[i] = (float) (model[i] + learningRate * first[i] / (Math.sqrt(second[i]) + TAU));
    }
  }

  /** How v follows Δ². */
  enum SecondMoment {
    /** v + Δ². */
    ADAGRAD {
      @Override
      double next(double second, double square) {
        return second + square;
      }
    },
    /** β₂·v + (1 - β₂)·Δ². */
    ADAM {
      @Override
      double next(double second, double square) {
        return BETA * second + (1 - BETA) * square;
      }
    },
    /** v - (1 - β₂)·Δ²·sign(v - Δ²). */
    YOGI {
      @Override
      double next(double second, double square) {
        return second - (1 - BETA) * square * Math.signum(second - square);
      }
    };

    private static final double BETA = 0.99;

    abstract double next(double second, double square);
  }
}
