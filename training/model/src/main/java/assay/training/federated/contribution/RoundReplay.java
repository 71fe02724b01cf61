package assay.training.federated.contribution;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.rule.Update;
import assay.training.spec.ModelSpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rounds of a federated job joined again, once for each coalition of their sites. That all
 * sites' updates lead from each round's model to the next, bit for bit, is checked on the way; so
 * only what the coordinator really joined is valued. The values are those of {@link
 * RoundReconstruction}, summed over the rounds. With d parameters and n sites, 4·d·(n + 10) bytes
 * are held at a time, however many rounds there are. Immutable.
 */
public final class RoundReplay {

  /** More would take a seat days. */
  static final long MOST_MODELS = 1 << 20;

  private final List<FederatedRound> rounds;

  /**
   * @param rounds all of a job's, oldest first, of at most {@link Shapley#MOST_PLAYERS} updates
   *     each
   */
  public RoundReplay(List<FederatedRound> rounds) {
    this.rounds = List.copyOf(rounds);
    ContributionEvidenceRefusedException.require(
        !rounds.isEmpty(), "No round is anchored; there is nothing to value.");
    for (FederatedRound round : rounds) {
      ContributionEvidenceRefusedException.require(
          round.updates().size() <= Shapley.MOST_PLAYERS,
          "Round %d has %d updates; at most %d are valued."
              .formatted(round.number(), round.updates().size(), Shapley.MOST_PLAYERS));
    }
    ContributionEvidenceRefusedException.require(
        models() <= MOST_MODELS,
        "%d rounds take %d models to value; at most %d are made."
            .formatted(rounds.size(), models(), MOST_MODELS));
  }

  /** Where a round's updates are found. */
  @FunctionalInterface
  public interface Source {

    /**
     * Tells how far each site moved the model, as it is opened.
     *
     * @param place of the round in the job, from 0
     * @param to hears them in the round's order
     */
    void open(int place, Consumer<Weights> to);
  }

  /**
   * How many models are made: the first, and for each round one of every coalition but nobody's.
   */
  public long models() {
    return 1 + rounds.stream().mapToLong(round -> coalitions(round) - 1L).sum();
  }

  private static int coalitions(FederatedRound round) {
    return 1 << round.updates().size();
  }

  /**
   * Makes the models, one after the other, in the order in which {@link #values} wants their
   * worths.
   *
   * @param first the weights that the first round began with
   * @param to looks at each; may not keep it
   * @throws ContributionEvidenceRefusedException if these updates do not lead from round to round
   */
  public void play(ModelSpec spec, Weights first, Source source, Consumer<Weights> to) {
    Weights common = first;
    requireModel(common, rounds.get(0).previousModel(), "The first model");
    to.accept(common);
    for (int place = 0; place < rounds.size(); place++) {
      FederatedRound round = rounds.get(place);
      float[] start = common.flat();
      List<Update> updates = opened(start.length, place, source);
      common = Weights.of(spec, reached(start, updates, coalitions(round) - 1));
      requireModel(
          common, round.model(), "What the updates of round " + round.number() + " come to");
      for (int coalition = 1; coalition < coalitions(round) - 1; coalition++) {
        to.accept(Weights.of(spec, reached(start, updates, coalition)));
      }
      to.accept(common);
    }
  }

  private static float[] reached(float[] start, List<Update> updates, int coalition) {
    return RoundReconstruction.reached(start, updates, coalition);
  }

  private static void requireModel(Weights found, Bytes32 promised, String what) {
    ContributionEvidenceRefusedException.require(
        found.sha256().equals(promised),
        "%s is %s, anchored is %s.".formatted(what, found.sha256(), promised));
  }

  private List<Update> opened(int parameters, int place, Source source) {
    RoundIntake intake = new RoundIntake(rounds.get(place), parameters);
    source.open(place, intake::take);
    return intake.all();
  }

  /**
   * What each site was worth over all rounds; the values sum up to what the rounds gained.
   *
   * @param worths of the models, in the order in which they were made
   */
  public SortedMap<Address, Double> values(double[] worths) {
    if (worths.length != models()) {
      throw new IllegalArgumentException(
          "%d worths came of %d models.".formatted(worths.length, models()));
    }
    SortedMap<Address, Double> sums = new TreeMap<>();
    int base = 0;
    for (FederatedRound round : rounds) {
      int from = base;
      double[] values =
          Shapley.values(round.updates().size(), coalition -> worths[from + coalition]);
      for (int i = 0; i < values.length; i++) {
        sums.merge(round.updates().get(i).statement().site(), values[i], Double::sum);
      }
      base += coalitions(round) - 1;
    }
    return sums;
  }
}
