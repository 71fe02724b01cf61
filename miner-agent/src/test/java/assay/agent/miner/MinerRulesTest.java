package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.training.bounty.BountyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MinerRulesTest {

  private static final Address RESEARCHER = new Address("0x" + "11".repeat(20));
  private static final Address STRANGER = new Address("0x" + "22".repeat(20));
  private static final DatasetId DATASET = new DatasetId(Bytes32.keccak256("dataset"));
  private static final TrainingPlan PLAN = TrainingPlan.standard(1);

  @Test
  void shouldTakeWhatThereIsWithoutRules() {
    assertThat(MinerRules.taking(PLAN).against(prospect(part(true)))).isEmpty();
  }

  @Test
  void shouldLeaveWhatPaysInATokenWhateverTheRules() {
    Prospect inToken =
        new Prospect(
            id(),
            RESEARCHER,
            STRANGER,
            Wei.ofEther("9"),
            Wei.ofEther("9"),
            List.of(),
            Optional.empty());

    assertThat(codes(MinerRules.taking(PLAN), inToken)).containsExactly("pays-in-token");
  }

  @Test
  void shouldAskForTheLeastReward() {
    WorthRule worth =
        new WorthRule(Wei.ofEther("1.5"), Optional.empty(), Optional.empty(), Wei.ZERO, true);

    assertThat(rules(worth).against(prospect(part(true))))
        .containsExactly(
            new Refusal("reward-too-low", "it pays 1 ETH, less than the 1.5 ETH that are asked."));
  }

  @Test
  void shouldLeaveWhatTakesTooLong() {
    WorthRule worth =
        new WorthRule(Wei.ZERO, Optional.of(Duration.ofHours(3)), Optional.empty(), Wei.ZERO, true);

    assertThat(codes(rules(worth), timed(Duration.ofHours(3)))).isEmpty();
    assertThat(codes(rules(worth), timed(Duration.ofMinutes(181))))
        .containsExactly("takes-too-long");
  }

  @Test
  void shouldCountThePayOfAnHourLessItsCosts() {
    WorthRule worth =
        new WorthRule(
            Wei.ZERO, Optional.empty(), Optional.of(Wei.ofEther("0.2")), Wei.ofEther("0.05"), true);

    assertThat(codes(rules(worth), timed(Duration.ofHours(3)))).isEmpty();
    assertThat(rules(worth).against(timed(Duration.ofHours(5))))
        .containsExactly(
            new Refusal("profit-too-low", "it would leave 0.100000 ETH an hour, less than 0.2."));
  }

  @Test
  void shouldTakeOrLeaveWhatItCannotEstimateAsItIsTold() {
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));
    WorthRule taking = new WorthRule(Wei.ZERO, hour, Optional.empty(), Wei.ZERO, true);
    WorthRule leaving = new WorthRule(Wei.ZERO, hour, Optional.empty(), Wei.ZERO, false);

    assertThat(codes(rules(taking), prospect(part(true)))).isEmpty();
    assertThat(codes(rules(leaving), prospect(part(true)))).containsExactly("time-unknown");
  }

  @Test
  void shouldWorkOnlyForWhomItIsToldTo() {
    Choice<Address> only = new Choice<>(Set.of(STRANGER), Set.of());
    Choice<Address> never = new Choice<>(Set.of(), Set.of(RESEARCHER));

    assertThat(codes(rulesFor(only), prospect(part(true)))).containsExactly("researcher-denied");
    assertThat(codes(rulesFor(never), prospect(part(true)))).containsExactly("researcher-denied");
  }

  @Test
  void shouldLeaveABountyForADatasetThatItNeedsAndTheRulesLeaveOut() {
    DataRule small = new DataRule(99, Set.of(SharingLevel.L2), Choice.any());
    DataRule open = new DataRule(100, Set.of(SharingLevel.L0), Choice.any());
    DataRule denied =
        new DataRule(100, Set.of(SharingLevel.L2), new Choice<>(Set.of(), Set.of(DATASET)));

    assertThat(codes(rules(small), prospect(part(true)))).containsExactly("dataset-too-large");
    assertThat(codes(rules(open), prospect(part(true)))).containsExactly("level-denied");
    assertThat(codes(rules(denied), prospect(part(true)))).containsExactly("dataset-denied");
    assertThat(codes(rules(denied), prospect(part(false)))).isEmpty();
  }

  /** What stays where it is needs no room here, but what is left out by name stays left out. */
  @Test
  void shouldNotCountSizeAndLevelOfDataThatIsTrainedWhereItIs() {
    DataRule none = new DataRule(0, Set.of(), Choice.any());
    DataRule denied = new DataRule(0, Set.of(), new Choice<>(Set.of(), Set.of(DATASET)));

    assertThat(codes(rules(none), prospect(part(true)))).isNotEmpty();
    assertThat(codes(rules(none).onSites(), prospect(part(true)))).isEmpty();
    assertThat(codes(rules(denied).onSites(), prospect(part(true))))
        .containsExactly("dataset-denied");
  }

  @Test
  void shouldTellAllThatIsAgainstABounty() {
    MinerRules strict =
        new MinerRules(
            new WorthRule(Wei.ofEther("2"), Optional.empty(), Optional.empty(), Wei.ZERO, true),
            new DataRule(0, Set.of(SharingLevel.L2), Choice.any()),
            new Choice<>(Set.of(STRANGER), Set.of()),
            PLAN);

    assertThat(codes(strict, prospect(part(true))))
        .containsExactly("reward-too-low", "researcher-denied", "dataset-too-large");
  }

  private static List<String> codes(MinerRules rules, Prospect prospect) {
    return rules.against(prospect).stream().map(Refusal::code).toList();
  }

  private static MinerRules rules(WorthRule worth) {
    return new MinerRules(worth, DataRule.standard(), Choice.any(), PLAN);
  }

  private static MinerRules rules(DataRule data) {
    return new MinerRules(WorthRule.any(), data, Choice.any(), PLAN);
  }

  private static MinerRules rulesFor(Choice<Address> researchers) {
    return new MinerRules(WorthRule.any(), DataRule.standard(), researchers, PLAN);
  }

  private static BountyId id() {
    return new BountyId(Bytes32.keccak256("bounty"));
  }

  private static Prospect.Part part(boolean isRequired) {
    return new Prospect.Part(new VersionId(DATASET, 1), isRequired, 100, SharingLevel.L2);
  }

  private static Prospect prospect(Prospect.Part part) {
    return prospect(List.of(part), Optional.empty());
  }

  private static Prospect timed(Duration estimate) {
    return prospect(List.of(), Optional.of(estimate));
  }

  private static Prospect prospect(List<Prospect.Part> parts, Optional<Duration> estimate) {
    return new Prospect(
        id(), RESEARCHER, Address.ZERO, Wei.ofEther("1"), Wei.ofEther("0.75"), parts, estimate);
  }
}
