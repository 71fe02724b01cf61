package assay.training.federated.selection;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which clients a round takes, each once. */
public enum ClientSelection {
  /** Each as likely as any other. */
  UNIFORM {
    @Override
    List<Candidate> drawn(List<Candidate> all, int count, RandomGenerator random) {
      List<Candidate> drawn = new ArrayList<>();
      for (int place : Seeds.shuffled(all.size(), random)) {
        drawn.add(all.get(place));
      }
      return drawn.subList(0, count);
    }
  },
  /** One after the other, as likely as its part of the samples that are left. */
  BY_SAMPLES {
    @Override
    List<Candidate> drawn(List<Candidate> all, int count, RandomGenerator random) {
      List<Candidate> left = new ArrayList<>(all);
      List<Candidate> drawn = new ArrayList<>();
      while (drawn.size() < count) {
        drawn.add(left.remove(bySamples(left, random)));
      }
      return drawn;
    }
  },
  /**
   * Three for two by chance, of whom the fastest count (over-selection; Bonawitz et al., "Towards
   * Federated Learning at Scale", 2019).
   */
  BY_SPEED {
    @Override
    List<Candidate> drawn(List<Candidate> all, int count, RandomGenerator random) {
      int invited = Math.min(all.size(), count + (count + 1) / 2);
      return UNIFORM.drawn(all, invited, random).stream()
          .sorted(Comparator.comparingDouble(Candidate::seconds))
          .limit(count)
          .toList();
    }
  };

  /** Chooses, in the order of the clients' places. */
  public List<Candidate> choose(List<Candidate> all, int count, RandomGenerator random) {
    FederatedRefusedException.require(
        count >= 1 && count <= all.size(),
        "A round takes 1 to %d clients, not %d.".formatted(all.size(), count));
    return drawn(all, count, random).stream()
        .sorted(Comparator.comparingInt(Candidate::client))
        .toList();
  }

  abstract List<Candidate> drawn(List<Candidate> all, int count, RandomGenerator random);

  private static int bySamples(List<Candidate> left, RandomGenerator random) {
    long all = left.stream().mapToLong(Candidate::samples).sum();
    double ticket = random.nextDouble() * all;
    int place = 0;
    while (place < left.size() - 1 && ticket >= left.get(place).samples()) {
      ticket -= left.get(place).samples();
      place++;
    }
    return place;
  }
}
