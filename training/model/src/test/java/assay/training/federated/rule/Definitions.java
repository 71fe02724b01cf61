package assay.training.federated.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Every rule as its paper writes it, slow, in double precision and with nothing kept. */
final class Definitions {

  private Definitions() {}

  static double[] weightedMean(List<Update> updates) {
    double all = updates.stream().mapToDouble(Update::weight).sum();
    double[] mean = new double[updates.get(0).delta().length];
    for (Update update : updates) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += update.weight() / all * update.delta()[i];
      }
    }
    return mean;
  }

  static double[] median(List<Update> updates) {
    return columns(
        updates,
        sorted -> {
          int n = sorted.length;
          return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        });
  }

  static double[] trimmedMean(List<Update> updates, double fraction) {
    int k = (int) (fraction * updates.size());
    return columns(
        updates, sorted -> Arrays.stream(sorted, k, sorted.length - k).average().orElseThrow());
  }

  static int krum(List<Update> updates, int attackers) {
    int best = 0;
    for (int i = 1; i < updates.size(); i++) {
      if (score(updates, i, attackers) < score(updates, best, attackers)) {
        best = i;
      }
    }
    return best;
  }

  static double[] multiKrum(List<Update> updates, int attackers, int kept) {
    List<Update> best =
        IntStream.range(0, updates.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> score(updates, i, attackers)))
            .limit(kept)
            .map(updates::get)
            .toList();
    return columns(best, sorted -> Arrays.stream(sorted).average().orElseThrow());
  }

  static double[] bulyan(List<Update> updates, int attackers) {
    List<Update> left = new ArrayList<>(updates);
    List<Update> picked = new ArrayList<>();
    while (picked.size() < updates.size() - 2 * attackers) {
      picked.add(left.remove(krum(left, attackers)));
    }
    double[] medians = median(picked);
    double[] result = new double[medians.length];
    for (int c = 0; c < result.length; c++) {
      int column = c;
      result[c] =
          picked.stream()
              .map(update -> (double) update.delta()[column])
              .sorted()
              .sorted(Comparator.comparingDouble(value -> Math.abs(value - medians[column])))
              .limit(picked.size() - 2L * attackers)
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow();
    }
    return result;
  }

  static double[] geometricMedian(List<Update> updates) {
    double smoothing = GeometricMedian.SMOOTHING * meanDistance(updates);
    double[] point = weightedMean(updates);
    for (int step = 0; step < 400; step++) {
      double[] next = new double[point.length];
      double all = 0;
      for (Update update : updates) {
        double part = update.weight() / Math.max(smoothing, distance(point, update.delta()));
        all += part;
        for (int i = 0; i < next.length; i++) {
          next[i] += part * update.delta()[i];
        }
      }
      for (int i = 0; i < next.length; i++) {
        next[i] /= all;
      }
      point = next;
    }
    return point;
  }

  private static double meanDistance(List<Update> updates) {
    double sum = 0;
    for (Update one : updates) {
      for (Update other : updates) {
        sum += Math.sqrt(squaredDistance(one, other));
      }
    }
    return sum / (updates.size() * (updates.size() - 1.0));
  }

  private static double score(List<Update> updates, int which, int attackers) {
    double[] distances =
        IntStream.range(0, updates.size())
            .filter(other -> other != which)
            .mapToDouble(other -> squaredDistance(updates.get(which), updates.get(other)))
            .sorted()
            .toArray();
    return Arrays.stream(distances).limit(Math.max(1, updates.size() - attackers - 2)).sum();
  }

  static double squaredDistance(Update one, Update other) {
    double sum = 0;
    for (int i = 0; i < one.delta().length; i++) {
      double difference = (double) one.delta()[i] - other.delta()[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double distance(double[] point, float[] vector) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      sum += (point[i] - vector[i]) * (point[i] - vector[i]);
    }
    return Math.sqrt(sum);
  }

  private interface Column {
    double join(double[] sorted);
  }

  private static double[] columns(List<Update> updates, Column column) {
    double[] result = new double[updates.get(0).delta().length];
    for (int i = 0; i < result.length; i++) {
      int place = i;
      result[i] =
          column.join(
              updates.stream().mapToDouble(update -> update.delta()[place]).sorted().toArray());
    }
    return result;
  }
}
