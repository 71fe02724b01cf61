package assay.training.federated.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.chain.Account;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.content.Cid;
import assay.registry.dataset.ContractAt;
import assay.training.bounty.BountyId;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedJob;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import assay.training.federated.rule.Update;
import assay.training.spec.ActivationFunction;
import assay.training.spec.CoreLayer;
import assay.training.spec.LayerName;
import assay.training.spec.LayerNode;
import assay.training.spec.Loss;
import assay.training.spec.Metric;
import assay.training.spec.ModelSpec;
import assay.training.spec.Optimizer;
import assay.training.spec.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundReplayTest {

  private static final List<Account> SITES =
      Stream.of(2, 3, 4, 5)
          .map(TestAccounts::number)
          .sorted(Comparator.comparing(Account::address))
          .toList();
  private static final FederatedJob JOB =
      new FederatedJob(
          new ContractAt(31_337, new Address("0x" + "12".repeat(20))),
          new BountyId(Bytes32.keccak256("bounty")),
          TestAccounts.number(1).address());
  private static final ModelSpec MODEL =
      new ModelSpec(
          Shape.of(3),
          List.of(
              new LayerNode(
                  new LayerName("output"),
                  new CoreLayer.Dense(2, ActivationFunction.SOFTMAX, true),
                  List.of(LayerName.INPUT))),
          Loss.CATEGORICAL_CROSSENTROPY,
          new Optimizer.Sgd(0.1, 0, false),
          List.of(Metric.ACCURACY));
  private static final Cid SOMEWHERE = new Cid(Cid.Codec.RAW, Bytes32.ZERO);

  private final Random random = new Random(41);
  private final Weights first = moved(1);
  private final List<FederatedRound> rounds = new ArrayList<>();
  private final List<List<Weights>> updates = new ArrayList<>();
  private Weights reached = first;

  private Weights moved(double scale) {
    float[] flat = new float[(int) MODEL.parameterCount()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) (scale * random.nextGaussian());
    }
    return Weights.of(MODEL, flat);
  }

  /** Joined as a coordinator does: the updates' mean by samples, in the order of the sites. */
  private void join(int sites) {
    int number = rounds.size() + 1;
    List<Weights> sent = new ArrayList<>();
    List<SignedUpdate> said = new ArrayList<>();
    List<Update> all = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      sent.add(moved(0.1));
      said.add(SignedUpdate.by(SITES.get(i), update(number, SITES.get(i).address(), 10 + 7L * i)));
      all.add(new Update("site " + i, sent.get(i).flat(), 10 + 7 * i));
    }
    Weights next =
        Weights.of(MODEL, RoundReconstruction.reached(reached.flat(), all, (1 << sites) - 1));
    rounds.add(
        new FederatedRound(
            JOB,
            number,
            SOMEWHERE,
            reached.sha256(),
            next.sha256(),
            SOMEWHERE,
            Bytes32.ZERO,
            said,
            List.of()));
    updates.add(sent);
    reached = next;
  }

  private SiteUpdate update(int round, Address site, long samples) {
    Bytes32 hash = Bytes32.keccak256(round + " " + site);
    return new SiteUpdate(JOB, round, site, Bytes32.ZERO, samples, reached.sha256(), hash, 0);
  }

  private List<Weights> played() {
    List<Weights> models = new ArrayList<>();
    new RoundReplay(rounds)
        .play(MODEL, first, (place, to) -> updates.get(place).forEach(to), models::add);
    return models;
  }

  private static double worth(Weights model) {
    float[] flat = model.flat();
    return IntStream.range(0, flat.length).mapToDouble(i -> Math.abs(flat[i]) * (i + 1)).sum();
  }

  @Test
  void shouldGiveWhatReconstructionGivesRoundByRound() {
    join(3);
    join(4);

    List<Weights> models = played();
    RoundReplay replay = new RoundReplay(rounds);
    SortedMap<Address, Double> values =
        replay.values(models.stream().mapToDouble(RoundReplayTest::worth).toArray());

    assertThat(models).hasSize(1 + 7 + 15).first().isEqualTo(first);
    assertThat(replay.models()).isEqualTo(models.size());
    assertThat(models.get(7)).isEqualTo(models.get(models.size() - 1 - 15));
    assertThat(models.get(models.size() - 1)).isEqualTo(reached);
    assertThat(values).isEqualTo(reconstructed());
    assertThat(values.values().stream().mapToDouble(value -> value).sum())
        .isCloseTo(worth(reached) - worth(first), within(1e-9));
  }

  private SortedMap<Address, Double> reconstructed() {
    SortedMap<Address, Double> sums = new TreeMap<>();
    float[] start = first.flat();
    for (int place = 0; place < rounds.size(); place++) {
      List<Update> all = new ArrayList<>();
      for (int i = 0; i < updates.get(place).size(); i++) {
        all.add(new Update("site " + i, updates.get(place).get(i).flat(), 10 + 7 * i));
      }
      double[] values =
          RoundReconstruction.values(start, all, flat -> worth(Weights.of(MODEL, flat)));
      for (int i = 0; i < values.length; i++) {
        sums.merge(SITES.get(i).address(), values[i], Double::sum);
      }
      start = RoundReconstruction.reached(start, all, (1 << values.length) - 1);
    }
    return sums;
  }

  @Test
  void shouldRefuseUpdatesThatDoNotLeadToTheNextModel() {
    join(2);
    join(2);
    updates.get(1).set(0, moved(0.1));

    assertThatThrownBy(this::played)
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("the updates of round 2 come to");
  }

  @Test
  void shouldRefuseAnotherFirstModelAndUpdatesMissingOrTooMany() {
    join(2);
    updates.get(0).add(moved(0.1));

    assertThatThrownBy(this::played).hasMessageContaining("more were opened");

    updates.set(0, updates.get(0).subList(0, 1));
    assertThatThrownBy(this::played).hasMessageContaining("opened were 1");

    RoundReplay replay = new RoundReplay(rounds);
    assertThatThrownBy(() -> replay.play(MODEL, moved(1), (place, to) -> {}, model -> {}))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("The first model");
  }

  /** What a coordinator's door refuses can be in no round. */
  @Test
  void shouldRefuseAnUpdateThatNoCoordinatorCouldHaveJoined() {
    join(2);
    float[] vast = new float[(int) MODEL.parameterCount()];
    vast[0] = 1e30f;
    updates.get(0).set(1, Weights.of(MODEL, vast));

    assertThatThrownBy(this::played)
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("cannot be joined");
  }

  @Test
  void shouldRefuseAJobWithoutRoundsOrWithMoreThanASeatCanValue() {
    assertThatThrownBy(() -> new RoundReplay(List.of()))
        .isInstanceOf(ContributionEvidenceRefusedException.class);

    join(4);
    List<FederatedRound> many = new ArrayList<>();
    for (long models = 1; models <= RoundReplay.MOST_MODELS; models += 15) {
      many.add(rounds.get(0));
    }
    assertThatThrownBy(() -> new RoundReplay(many))
        .isInstanceOf(ContributionEvidenceRefusedException.class)
        .hasMessageContaining("models to value");
  }
}
