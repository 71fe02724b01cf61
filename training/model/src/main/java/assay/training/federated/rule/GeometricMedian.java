package assay.training.federated.rule;

import java.util.Arrays;
import java.util.List;

/**
 * The point whose weighted sum of distances to the updates is least, by the smoothed Weiszfeld
 * algorithm (Pillutla et al., "Robust Aggregation for Federated Learning", 2022): parts λ of the
 * updates are set to w / max(ν, distance), where ν is a millionth of the updates' mean distance
 * from each other, until none moves by more than 1e-12, at most 1 000 times. As every point on the
 * way is a mean of the updates, its distances follow from theirs alone: the vectors are walked over
 * for their distances and for the result, not once for each step. Needs all vectors, and 8·n²
 * bytes.
 */
public record GeometricMedian() implements WholeRoundRule {

  /** Of the mean distance; what is nearer than that counts as this near. */
  static final double SMOOTHING = 1e-6;

  private static final int STEPS = 1_000;
  private static final double STILL = 1e-12;

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public float[] aggregate(List<Update> updates) {
    float[][] vectors = WholeRound.vectors(updates, this);
    double[] weights = updates.stream().mapToDouble(Update::weight).toArray();
    return PlainMean.of(vectors, parts(SquaredDistances.of(vectors), weights));
  }

  private static double[] parts(SquaredDistances distances, double[] weights) {
    double least = SMOOTHING * meanDistance(distances);
    double[] parts = shares(weights);
    if (least == 0) {
      return parts;
    }
    double moved = Double.MAX_VALUE;
    for (int step = 0; step < STEPS && moved > STILL; step++) {
      double[] next = step(distances, weights, parts, least);
      moved = farthest(parts, next);
      parts = next;
    }
    return parts;
  }

  private static double[] step(
      SquaredDistances distances, double[] weights, double[] parts, double least) {
    double[] toOthers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      for (int j = 0; j < parts.length; j++) {
        toOthers[i] += parts[j] * distances.between(i, j);
      }
    }
    double spread = 0;
    for (int i = 0; i < parts.length; i++) {
      spread += parts[i] * toOthers[i] / 2;
    }
    double[] next = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      double distance = Math.sqrt(Math.max(0, toOthers[i] - spread));
      next[i] = weights[i] / Math.max(least, distance);
    }
    return shares(next);
  }

  private static double[] shares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static double meanDistance(SquaredDistances distances) {
    double sum = 0;
    for (int i = 0; i < distances.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.sqrt(distances.between(i, j));
      }
    }
    return sum * 2 / Math.max(1, distances.size() * (distances.size() - 1));
  }

  private static double farthest(double[] one, double[] other) {
    double farthest = 0;
    for (int i = 0; i < one.length; i++) {
      farthest = Math.max(farthest, Math.abs(one[i] - other[i]));
    }
    return farthest;
  }
}
