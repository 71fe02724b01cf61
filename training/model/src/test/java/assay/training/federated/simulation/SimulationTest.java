package assay.training.federated.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.training.federated.FederatedRefusedException;
import assay.training.federated.attack.Attack;
import assay.training.federated.client.LocalTraining;
import assay.training.federated.compression.Compression;
import assay.training.federated.compression.Exact;
import assay.training.federated.compression.Quantized;
import assay.training.federated.compression.TopK;
import assay.training.federated.data.Federation;
import assay.training.federated.data.Samples;
import assay.training.federated.data.SyntheticData;
import assay.training.federated.model.SoftmaxRegression;
import assay.training.federated.rule.Krum;
import assay.training.federated.secure.SecureRound;
import assay.training.federated.selection.ClientSelection;
import assay.training.federated.strategy.Strategy;
import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final SoftmaxRegression MODEL = new SoftmaxRegression(60, 10);
  private static final Federation FEDERATION = new SyntheticData(1, 1, false).federation(6, 1);
  private static final Plan PLAN = new Plan(4, 5, 1, new LocalTraining(0.01f, 10), 1);

  @ParameterizedTest
  @EnumSource
  void shouldLearnTheSameTwiceWhateverTheStrategy(Strategy strategy) {
    Conditions conditions =
        Conditions.of(strategy).withMu(0.1).withStragglers(new Stragglers(0.4, true));

    List<RoundRecord> rounds = run(conditions);

    assertThat(run(conditions)).isEqualTo(rounds);
    assertThat(rounds.get(3).trainLoss()).isLessThan(Math.log(10));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldGoOnWithoutClientsThatSendNoNumbers(int which) {
    Compression compression = List.of(new Exact(), new TopK(0.2), new Quantized(4)).get(which);
    List<RoundRecord> rounds =
        run(
            Conditions.of(Strategy.FED_AVG)
                .withCompression(compression)
                .withAttack(new Attack(Attack.Kind.NOT_A_NUMBER, 1), 2));

    assertThat(rounds).allSatisfy(round -> assertThat(round.trainLoss()).isFinite());
    assertThat(rounds.get(0).accepted() + rounds.get(0).refused().size()).isEqualTo(5);
    assertThat(rounds.get(0).refused())
        .isNotEmpty()
        .allSatisfy(refused -> assertThat(refused.client()).isIn("client-0", "client-1"));
  }

  @Test
  void shouldLeaveTheModelWhereTooFewUpdatesCame() {
    Simulation simulation =
        new Simulation(
            MODEL, FEDERATION, PLAN, Conditions.of(Strategy.FED_AVG).withRule(new Krum(2)));

    assertThat(simulation.run(round -> {}))
        .allSatisfy(round -> assertThat(round.accepted()).isEqualTo(5));
    assertThat(simulation.parameters()).containsOnly(0);
  }

  @Test
  void shouldCountTheBytesOfEveryUpdateAndControlVariate() {
    assertThat(run(Conditions.of(Strategy.FED_AVG)).get(0).uploaded()).isEqualTo(5 * 610 * 4);
    assertThat(run(Conditions.of(Strategy.SCAFFOLD)).get(0).uploaded()).isEqualTo(5 * 610 * 8);
    assertThat(
            run(Conditions.of(Strategy.FED_AVG).withCompression(new Quantized(2)))
                .get(0)
                .uploaded())
        .isEqualTo(5 * (4 + 153));
  }

  @Test
  void shouldLeaveOutStragglersOrCountWhatTheyCameTo() {
    Conditions dropping =
        Conditions.of(Strategy.FED_AVG).withStragglers(new Stragglers(0.8, false));
    Conditions keeping = Conditions.of(Strategy.FED_AVG).withStragglers(new Stragglers(0.8, true));

    assertThat(run(dropping)).allSatisfy(round -> assertThat(round.accepted()).isEqualTo(1));
    assertThat(run(keeping)).allSatisfy(round -> assertThat(round.accepted()).isEqualTo(5));
  }

  @Test
  void shouldLearnTheSameUnderMasksWhoeverIsGone() {
    Conditions open = Conditions.of(Strategy.FED_AVG).withStragglers(new Stragglers(0.2, false));
    Conditions masked = open.withMasking(new Masking(1));

    List<RoundRecord> rounds = run(masked);

    assertThat(run(masked)).isEqualTo(rounds);
    for (int i = 0; i < rounds.size(); i++) {
      RoundRecord plain = run(open).get(i);
      assertThat(rounds.get(i).accepted()).isEqualTo(plain.accepted()).isEqualTo(4);
      assertThat(rounds.get(i).trainLoss()).isCloseTo(plain.trainLoss(), within(1e-5));
      assertThat(rounds.get(i).uploaded())
          .isEqualTo(plain.uploaded() + 4 * SecureRound.extraBytes(5) + SecureRound.setupBytes(5));
    }
  }

  @Test
  void shouldLeaveOutWhoseUpdateIsTooLargeForTheMasks() {
    List<RoundRecord> rounds =
        run(
            Conditions.of(Strategy.FED_AVG)
                .withMasking(new Masking(1))
                .withAttack(new Attack(Attack.Kind.SCALING, 1e9), 1));

    assertThat(rounds).anySatisfy(round -> assertThat(round.accepted()).isEqualTo(4));
    assertThat(rounds.stream().flatMap(round -> round.refused().stream()))
        .isNotEmpty()
        .allSatisfy(
            refused -> assertThat(refused.why()).contains("clip the update, or agree on more"));
  }

  @Test
  void shouldLeaveTheModelWhereTooManyAreGoneToTakeMasksOff() {
    Simulation simulation =
        new Simulation(
            MODEL,
            FEDERATION,
            PLAN,
            Conditions.of(Strategy.FED_AVG)
                .withMasking(new Masking(1))
                .withStragglers(new Stragglers(0.4, false)));

    assertThat(simulation.run(round -> {}))
        .allSatisfy(round -> assertThat(round.accepted()).isEqualTo(3));
    assertThat(simulation.parameters()).containsOnly(0);
  }

  @Test
  void shouldRefuseMasksWithARuleThatComparesUpdates() {
    Conditions masked = Conditions.of(Strategy.FED_AVG).withMasking(new Masking(1));

    assertThatThrownBy(() -> masked.withRule(new Krum(1)))
        .hasMessageContaining("secure aggregation and a rule that compares updates");
    assertThatThrownBy(() -> masked.withCompression(new Quantized(4)))
        .hasMessageContaining("secure aggregation and quantization");
    assertThatThrownBy(() -> new Masking(-1)).hasMessageContaining("up to a bound above 0");
  }

  @Test
  void shouldRunAThousandClientsByTheirSpeed() {
    Samples one = FEDERATION.clients().get(0).select(0, 1, 2);
    Federation thousand = new Federation(Collections.nCopies(1_000, one), FEDERATION.test());
    Plan plan = new Plan(1, 1_000 / 2, 1, new LocalTraining(0.01f, 10), 2);
    Simulation simulation =
        new Simulation(
            MODEL,
            thousand,
            plan,
            Conditions.of(Strategy.FED_AVG).withSelection(ClientSelection.BY_SPEED));

    assertThat(simulation.run(round -> {}).get(0).accepted()).isEqualTo(500);
  }

  /** Garbage of a round grows by its clients; what is alive between two of them does not. */
  @Test
  void shouldAllocateNoMoreForTheThousandthClientThanForTheTenth() {
    long ten = allocatedBy(10);
    long thousand = allocatedBy(1_000);

    assertThat(thousand / 1_000).isLessThan(2 * ten / 10);
  }

  private static long allocatedBy(int clients) {
    Samples one = FEDERATION.clients().get(0).select(0, 1, 2);
    Federation federation = new Federation(Collections.nCopies(clients, one), FEDERATION.test());
    Plan plan = new Plan(1, clients, 1, new LocalTraining(0.01f, 10), 2);
    Simulation simulation =
        new Simulation(MODEL, federation, plan, Conditions.of(Strategy.FED_AVG));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    simulation.run(round -> {});
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void shouldWriteRoundsAsTextAndDrawing() {
    List<RoundRecord> rounds = run(Conditions.of(Strategy.FED_AVG));

    assertThat(RoundCsv.of(rounds).lines()).hasSize(5).first().asString().startsWith("round,");
    assertThat(RoundPlot.svg(rounds)).contains("test accuracy", "client drift", "uploaded, MB");
  }

  @Test
  void shouldDrawRoundsAsAnImage() throws IOException {
    List<RoundRecord> rounds = run(Conditions.of(Strategy.FED_AVG));

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(RoundPlot.png(rounds)));

    assertThat(List.of(image.getWidth(), image.getHeight())).isEqualTo(List.of(1440, 1200));
    assertThat(columnsWithCurve(image)).hasSizeBetween(1215, 1225);
  }

  private static List<Integer> columnsWithCurve(BufferedImage image) {
    return IntStream.range(0, 1440)
        .filter(x -> IntStream.range(0, 400).anyMatch(y -> image.getRGB(x, y) == 0xFF00AA66))
        .boxed()
        .toList();
  }

  @Test
  void shouldRefuseMoreClientsOrAttackersThanThereAre() {
    Plan plan = new Plan(1, 7, 1, new LocalTraining(0.01f, 10), 1);

    assertThatThrownBy(
            () -> new Simulation(MODEL, FEDERATION, plan, Conditions.of(Strategy.FED_AVG)))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("6 clients");
    assertThatThrownBy(() -> Conditions.of(Strategy.SCAFFOLD).withCompression(new TopK(0.5)))
        .isInstanceOf(FederatedRefusedException.class)
        .hasMessageContaining("top-k and scaffold exclude each other");
  }

  private static List<RoundRecord> run(Conditions conditions) {
    return new Simulation(MODEL, FEDERATION, PLAN, conditions).run(round -> {});
  }
}
