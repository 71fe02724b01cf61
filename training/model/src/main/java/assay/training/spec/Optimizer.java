package assay.training.spec;

import assay.training.spec.ModelSpecRefusedException.Reason;

/** How weights follow the gradient, in Keras's vocabulary and with Keras's meaning of each term. */
public sealed interface Optimizer {

  double learningRate();

  /** Numbers kept per trained weight from step to step. */
  int memoriesPerWeight();

  /** Keras's name of it. */
  default String word() {
    return OptimizerJson.write(this).path("class_name").asText();
  }

  /**
   * Stochastic gradient descent.
   *
   * @param learningRate step size, above 0 and at most 10
   * @param momentum share of the last step kept, 0 (none) to below 1
   * @param nesterov whether momentum looks ahead
   */
  record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("momentum", momentum, 0, Math.nextDown(1.0));
    }

    @Override
    public int memoriesPerWeight() {
      return momentum == 0 ? 0 : 1;
    }
  }

  /**
   * Adam (Kingma and Ba, 2015, arXiv 1412.6980).
   *
   * @param learningRate step size, above 0 and at most 10
   * @param beta1 decay of the mean, 0 to below 1
   * @param beta2 decay of the variance, 0 to below 1
   * @param epsilon added to the root of the variance, above 0 and at most 1
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements Optimizer {
    public Adam {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("beta_1", beta1, 0, Math.nextDown(1.0));
      requireWithin("beta_2", beta2, 0, Math.nextDown(1.0));
      requireWithin("epsilon", epsilon, Double.MIN_VALUE, 1);
    }

    @Override
    public int memoriesPerWeight() {
      return 2;
    }

    /** Keras's defaults around the given step size. */
    public static Adam withRate(double learningRate) {
      return new Adam(learningRate, 0.9, 0.999, 1e-7);
    }
  }

  /**
   * RMSprop (Hinton, 2012, lecture 6e).
   *
   * @param learningRate step size, above 0 and at most 10
   * @param rho decay of the mean square, 0 to below 1
   * @param epsilon added to the mean square, above 0 and at most 1
   */
  record RmsProp(double learningRate, double rho, double epsilon) implements Optimizer {
    public RmsProp {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("rho", rho, 0, Math.nextDown(1.0));
      requireWithin("epsilon", epsilon, Double.MIN_VALUE, 1);
    }

    @Override
    public int memoriesPerWeight() {
      return 1;
    }
  }

  /**
   * Adam whose weights shrink apart from the gradient (Loshchilov and Hutter, 2019, arXiv
   * 1711.05101). Kernels and embeddings shrink; biases and normalisation's scales do not.
   *
   * @param learningRate step size, above 0 and at most 10
   * @param beta1 decay of the mean, 0 to below 1
   * @param beta2 decay of the variance, 0 to below 1
   * @param epsilon added to the root of the variance, above 0 and at most 1
   * @param weightDecay share of a weight lost per step at step size 1, 0 to 1
   */
  record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {
    public AdamW {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("beta_1", beta1, 0, Math.nextDown(1.0));
      requireWithin("beta_2", beta2, 0, Math.nextDown(1.0));
      requireWithin("epsilon", epsilon, Double.MIN_VALUE, 1);
      requireWithin("weight_decay", weightDecay, 0, 1);
    }

    @Override
    public int memoriesPerWeight() {
      return 2;
    }

    /** Keras's defaults around the given step size. */
    public static AdamW withRate(double learningRate) {
      return new AdamW(learningRate, 0.9, 0.999, 1e-7, 0.004);
    }
  }

  /**
   * Adagrad (Duchi and others, 2011): each weight's step shrinks with the squares it has seen.
   *
   * @param learningRate step size, above 0 and at most 10
   * @param initialAccumulator where the sums of squares begin, 0 to 10
   * @param epsilon added to their root, above 0 and at most 1
   */
  record Adagrad(double learningRate, double initialAccumulator, double epsilon)
      implements Optimizer {
    public Adagrad {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("initial_accumulator_value", initialAccumulator, 0, 10);
      requireWithin("epsilon", epsilon, Double.MIN_VALUE, 1);
    }

    @Override
    public int memoriesPerWeight() {
      return 1;
    }
  }

  /**
   * Adadelta (Zeiler, 2012, arXiv 1212.5701): steps as large as the last ones were.
   *
   * @param learningRate factor on the step, above 0 and at most 10; 1 in the paper
   * @param rho decay of the mean squares, 0 to below 1
   * @param epsilon added to the mean squares, above 0 and at most 1
   */
  record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    public Adadelta {
      requireWithin("learning_rate", learningRate, Double.MIN_VALUE, 10);
      requireWithin("rho", rho, 0, Math.nextDown(1.0));
      requireWithin("epsilon", epsilon, Double.MIN_VALUE, 1);
    }

    @Override
    public int memoriesPerWeight() {
      return 2;
    }
  }

  private static void requireWithin(String field, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new ModelSpecRefusedException(
          Reason.MALFORMED,
          "The optimizer's "
              + field
              + " is "
              + value
              + "; it must lie in "
              + low
              + ".."
              + high
              + ".");
    }
  }
}
