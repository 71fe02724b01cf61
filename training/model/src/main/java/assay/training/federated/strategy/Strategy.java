package assay.training.federated.strategy;

import assay.training.federated.strategy.Adaptive.SecondMoment;

/**
 * How a federation optimizes: what the server does with joined updates. FedProx and SCAFFOLD
 * average as FedAvg does; what they add, clients do.
 */
public enum Strategy {
  /** The clients' average is the next model. */
  FED_AVG,
  /** FedAvg with momentum 0.9 on the server. */
  FED_AVG_M,
  /** FedAvg of clients that are held near the round's model. */
  FED_PROX,
  /** Adagrad on the server. */
  FED_ADAGRAD,
  /** Adam on the server. */
  FED_ADAM,
  /** Yogi on the server. */
  FED_YOGI,
  /** FedAvg of clients whose gradients are corrected by control variates. */
  SCAFFOLD;

  private static final double MOMENTUM = 0.9;
  private static final double ADAPTIVE_RATE = 0.03;

  /** A server's optimizer at the start of a run, with its usual settings (docs/federated.md). */
  public ServerOptimizer optimizer(int parameters) {
    return switch (this) {
      case FED_AVG, FED_PROX, SCAFFOLD -> new Averaging(parameters, 1, 0);
      case FED_AVG_M -> new Averaging(parameters, 1, MOMENTUM);
      case FED_ADAGRAD -> new Adaptive(parameters, SecondMoment.ADAGRAD, ADAPTIVE_RATE, 0);
      case FED_ADAM -> new Adaptive(parameters, SecondMoment.ADAM, ADAPTIVE_RATE, MOMENTUM);
      case FED_YOGI -> new Adaptive(parameters, SecondMoment.YOGI, ADAPTIVE_RATE, MOMENTUM);
    };
  }
}
