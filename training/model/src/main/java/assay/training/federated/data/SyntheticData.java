package assay.training.federated.data;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The data synthetic(α, β) of Li et al., "Federated Optimization in Heterogeneous Networks", 2020:
 * client k has int(lognormal(4, 2)) + 50 samples x in R^60 with ten labels y = argmax(Wx + b).
 * Every number of its W and b is drawn about u_k ~ N(0, α), x_j about v_kj with variance j^-1.2,
 * and v_kj about B_k ~ N(0, β); α and β are standard deviations, as in that paper's program. A
 * tenth of each client's samples is for the test.
 *
 * @param alpha how much clients' models differ, from 0
 * @param beta how much their data differs, from 0
 * @param isIdentical whether all have one W and b, and x about 0 ("iid")
 */
public record SyntheticData(double alpha, double beta, boolean isIdentical) {

  /** Clients of the paper's federation. */
  public static final int CLIENTS = 30;

  private static final int WIDTH = 60;
  private static final int CLASSES = 10;
  private static final double LOG_MEAN = 4;
  private static final double LOG_DEVIATION = 2;
  private static final int FEWEST = 50;

  /** Beyond this a single client of a heavy tail would be all there is. */
  private static final int MOST = 20_000;

  private static final double DECAY = -1.2;
  private static final double TRAINING_PART = 0.9;

  public SyntheticData {
    FederatedRefusedException.require(
        alpha >= 0 && beta >= 0 && alpha + beta < Double.POSITIVE_INFINITY,
        "synthetic(alpha, beta) takes numbers from 0, not %s and %s.".formatted(alpha, beta));
  }

  /** All clients' data, and what is theirs to test. */
  public Federation federation(int clients, long seed) {
    RandomGenerator random = Seeds.generator(seed, clients);
    int[] sizes = new int[clients];
    for (int i = 0; i < clients; i++) {
      double size = StrictMath.exp(LOG_MEAN + LOG_DEVIATION * random.nextGaussian());
      sizes[i] = (int) Math.min(size, MOST) + FEWEST;
    }
    float[] shared = labelling(0, random);
    List<Samples> training = new ArrayList<>();
    List<Samples> tests = new ArrayList<>();
    for (int size : sizes) {
      Samples all = client(size, shared, random);
      int split = (int) (TRAINING_PART * size);
      training.add(all.select(IntStream.range(0, split).toArray()));
      tests.add(all.select(IntStream.range(split, size).toArray()));
    }
    return new Federation(training, joined(tests));
  }

  private Samples client(int size, float[] shared, RandomGenerator random) {
    float[] labelling = isIdentical ? shared : labelling(alpha * random.nextGaussian(), random);
    double[] centre = centre(random);
    float[] values = new float[size * WIDTH];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < WIDTH; j++) {
        double deviation = Math.sqrt(StrictMath.pow(j + 1.0, DECAY));
        values[i * WIDTH + j] = (float) (centre[j] + deviation * random.nextGaussian());
      }
      labels[i] = label(values, i * WIDTH, labelling);
    }
    return new Samples(WIDTH, CLASSES, values, labels);
  }

  private double[] centre(RandomGenerator random) {
    double[] centre = new double[WIDTH];
    if (!isIdentical) {
      double middle = beta * random.nextGaussian();
      Arrays.setAll(centre, j -> middle + random.nextGaussian());
    }
    return centre;
  }

  /** W, a row for each value, then b. */
  private static float[] labelling(double mean, RandomGenerator random) {
    float[] labelling = new float[(WIDTH + 1) * CLASSES];
    for (int i = 0; i < labelling.length; i++) {
      labelling[i] = (float) (mean + random.nextGaussian());
    }
    return labelling;
  }

  private static int label(float[] values, int from, float[] labelling) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < CLASSES; label++) {
      double answer = labelling[WIDTH * CLASSES + label];
      for (int j = 0; j < WIDTH; j++) {
        answer += (double) values[from + j] * labelling[j * CLASSES + label];
      }
      if (answer > most) {
        most = answer;
        best = label;
      }
    }
    return best;
  }

  private static Samples joined(List<Samples> parts) {
    int size = parts.stream().mapToInt(Samples::size).sum();
    float[] values = new float[size * WIDTH];
    int[] labels = new int[size];
    int at = 0;
    for (Samples part : parts) {
      System.arraycopy(part.values(), 0, values, at * WIDTH, part.size() * WIDTH);
      for (int i = 0; i < part.size(); i++) {
        labels[at + i] = part.label(i);
      }
      at += part.size();
    }
    return new Samples(WIDTH, CLASSES, values, labels);
  }
}
