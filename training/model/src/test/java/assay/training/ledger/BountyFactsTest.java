package assay.training.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.chain.Wei;
import assay.training.bounty.BountyId;
import assay.training.bounty.ScoreVector;
import assay.training.ledger.BountyFacts.DatasetPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BountyFactsTest {

  private static final BountyId BOUNTY = new BountyId(Bytes32.keccak256("bounty"));
  private static final Bytes32 KEY = Bytes32.keccak256("key");

  private final List<ChainEvent> events =
      new ArrayList<>(List.of(event("BountyOpened", Map.of("bounty", BOUNTY.value().hex()))));

  private static ChainEvent event(String name, Map<String, Object> values) {
    EventPosition position = new EventPosition(1, Bytes32.ZERO, 0, Bytes32.ZERO);
    return new ChainEvent(ContractName.BOUNTY_MARKET, name, position, values);
  }

  private BountyFacts facts() {
    return BountyFacts.of(events, BOUNTY).orElseThrow();
  }

  @Test
  void shouldTellOfAComplaintAndItsAnswer() {
    assertThat(facts().isComplained()).isFalse();
    assertThat(facts().publishedKey()).isEmpty();

    events.add(event("Complained", Map.of("bond", "1")));
    events.add(event("KeyPublished", Map.of("key", KEY.hex())));

    assertThat(facts().isComplained()).isTrue();
    assertThat(facts().publishedKey()).contains(KEY);
  }

  @ParameterizedTest
  @CsvSource({"100, 10", "101, 11", "109, 11", "1, 1"})
  void shouldRoundTheComplaintBondUp(String reward, String bond) {
    events.add(event("BountyMoney", Map.of("reward", reward)));

    assertThat(facts().complaintBond()).isEqualTo(Wei.of(bond));
  }

  @Test
  void shouldRoundTheChallengeBondUp() {
    events.add(event("BountyMoney", Map.of("panelFee", "10")));
    events.add(event("BountyTest", Map.of("seats", "3")));

    assertThat(facts().challengeBond()).isEqualTo(Wei.of("24"));
  }

  @Test
  void shouldTellTheGroupsOfAMilestoneBounty() {
    assertThat(facts().groups()).isEqualTo(1);

    events.add(event("BountyExtras", Map.of("thresholds", List.of("960000", "970000"))));

    assertThat(facts().groups()).isEqualTo(3);
  }

  @Test
  void shouldTellWhereSharesStandOnlyWhereOwnersArePaidByThem() {
    events.add(listed(6_000));
    events.add(listed(4_000));
    assertThat(facts().isByContribution()).isFalse();
    assertThat(facts().scoreLayout()).isEqualTo(new ScoreVector.Layout(0, 1, 0));

    events.add(
        event("BountyExtras", Map.of("thresholds", List.of("960000"), "byContribution", true)));

    assertThat(facts().isByContribution()).isTrue();
    assertThat(facts().scoreLayout()).isEqualTo(new ScoreVector.Layout(0, 2, 2));
    assertThat(facts().datasets()).extracting(DatasetPart::weight).containsExactly(6_000, 4_000);
  }

  private static ChainEvent listed(int weight) {
    Map<String, Object> values =
        Map.of(
            "asset",
            KEY.hex(),
            "version",
            "1",
            "owner",
            account("11").hex(),
            "weight",
            String.valueOf(weight),
            "required",
            true);
    return event("DatasetListed", values);
  }

  @Test
  void shouldTellWhatWasMeasuredOnceItWas() {
    assertThat(facts().measuredShares()).isEmpty();

    events.add(event("SharesMeasured", Map.of("shares", List.of("2500", "7500"))));

    assertThat(facts().measuredShares()).contains(List.of(2_500, 7_500));
  }

  @Test
  void shouldTellTheSeatsOfThePresentRoundAndEveryoneWhoSat() {
    events.add(drawn(0, "11", "22"));
    events.add(drawn(1, "33"));

    assertThat(facts().round()).isEqualTo(1);
    assertThat(facts().seats()).containsExactly(account("33"));
    assertThat(facts().everSeated()).containsExactly(account("11"), account("22"), account("33"));
  }

  private static ChainEvent drawn(int round, String... seats) {
    List<String> all = Arrays.stream(seats).map(pair -> account(pair).hex()).toList();
    return event("PanelDrawn", Map.of("round", String.valueOf(round), "seats", all));
  }

  private static Address account(String pair) {
    return new Address("0x" + pair.repeat(20));
  }

  @Test
  void shouldHaveNoWinnerAnyMoreWhenAChallengeLeavesNobody() {
    events.add(event("WinnerChosen", Map.of("miner", account("11").hex(), "count", "90")));
    assertThat(facts().winner()).contains(account("11"));

    events.add(event("WinnerChosen", Map.of("miner", Address.ZERO.hex(), "count", "0")));

    assertThat(facts().winner()).isEmpty();
    assertThat(facts().winnerCount()).isEmpty();
  }

  @Test
  void shouldTellTheDeliveryWindow() {
    events.add(event("BountyWindows", Map.of("delivery", "25")));

    assertThat(facts().deliveryWindow()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void shouldForgetTheQuestionForTheTestKeyWhenScoringIsOver() {
    Map<String, Object> scoring = Map.of("state", "5", "deadline", "1");
    events.add(event("StateChanged", scoring));
    events.add(event("TestKeyAsked", Map.of("deadline", "1")));
    assertThat(facts().isTestKeyAsked()).isTrue();

    events.add(event("StateChanged", Map.of("state", "6", "deadline", "2")));
    assertThat(facts().isTestKeyAsked()).isFalse();

    events.add(event("StateChanged", scoring));
    assertThat(facts().isTestKeyAsked()).as("in a refill").isFalse();
  }
}
