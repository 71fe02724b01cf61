package assay.training.federated.privacy;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import assay.training.federated.data.Samples;
import assay.training.federated.model.Batch;
import assay.training.federated.model.FlatModel;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * DP-SGD: each step takes every sample by itself with probability q, clips each one's gradient to a
 * norm C, adds them up with normal noise of deviation σ·C, and divides by the number of samples
 * that it expects (Abadi et al., "Deep Learning with Differential Privacy", 2016).
 *
 * @param step q and σ
 * @param clip C, above 0
 * @param learningRate above 0
 * @param steps from 1
 */
public record PrivateTraining(SampledGaussian step, float clip, float learningRate, int steps) {

  private static final long INITIAL = 1;
  private static final long STEPS = 2;

  public PrivateTraining {
    FederatedRefusedException.require(
        clip > 0 && learningRate > 0 && steps >= 1,
        "Private training clips above 0, learns at a rate above 0, in 1 or more steps; not %s, %s and %d."
            .formatted(clip, learningRate, steps));
  }

  /** Trains a model from its beginning; gives the weights reached. */
  public float[] train(FlatModel model, Samples samples, long seed) {
    float[] parameters = model.initial(Seeds.generator(seed, INITIAL));
    RandomGenerator random = Seeds.generator(seed, STEPS);
    double expected = step.rate() * samples.size();
    for (int i = 0; i < steps; i++) {
      double[] sum = clipped(model, parameters, samples, random);
      for (int j = 0; j < parameters.length; j++) {
        double noisy = sum[j] + step.noise() * clip * random.nextGaussian();
        parameters[j] -= (float) (learningRate * noisy / expected);
      }
    }
    return parameters;
  }

  private double[] clipped(
      FlatModel model, float[] parameters, Samples samples, RandomGenerator random) {
    int[] order = IntStream.range(0, samples.size()).toArray();
    float[] gradient = new float[parameters.length];
    double[] sum = new double[parameters.length];
    for (int place = 0; place < order.length; place++) {
      if (random.nextDouble() < step.rate()) {
        model.gradient(parameters, new Batch(samples, order, place, place + 1), gradient);
        addClipped(sum, gradient);
      }
    }
    return sum;
  }

  private void addClipped(double[] sum, float[] gradient) {
    double squares = 0;
    for (float value : gradient) {
      squares += (double) value * value;
    }
    double factor = Math.min(1, clip / Math.sqrt(squares));
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * gradient[i];
    }
  }
}
