package assay.training.federated.rule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Krum's measure of how far a vector lies from its nearest neighbours, over one matrix of distances
 * however often it is asked: the sum of squared distances to the n - f - 2 nearest others, at least
 * one.
 */
final class KrumScores {

  private final SquaredDistances distances;
  private final int attackers;

  KrumScores(SquaredDistances distances, int attackers) {
    this.distances = distances;
    this.attackers = attackers;
  }

  /** These places, the best first; of equals the one that comes first. */
  List<Integer> ranked(List<Integer> among) {
    double[] scores = new double[distances.size()];
    for (int place : among) {
      scores[place] = score(place, among);
    }
    return among.stream().sorted(Comparator.comparingDouble(place -> scores[place])).toList();
  }

  /** All places, the best first. */
  List<Integer> ranked() {
    return ranked(IntStream.range(0, distances.size()).boxed().toList());
  }

  private double score(int place, List<Integer> among) {
    double[] others =
        among.stream()
            .filter(other -> other != place)
            .mapToDouble(other -> distances.between(place, other))
            .sorted()
            .toArray();
    int nearest = Math.max(1, among.size() - attackers - 2);
    return Arrays.stream(others).limit(nearest).sum();
  }
}
