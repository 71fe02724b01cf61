package assay.training.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SeedRequestTest {

  private static final Address ME = new Address("0x" + "11".repeat(20));
  private static final Address OTHER = new Address("0x" + "22".repeat(20));
  private static final Bytes32 REQUEST = Bytes32.keccak256("request");

  private final List<ChainEvent> events = new ArrayList<>();

  @Test
  void shouldWaitUntilThisContributorGave() {
    ask(0, List.of(ME, OTHER), 7);
    give(OTHER);
    assertThat(waiting()).extracting(SeedRequest::pick).containsExactly(0);

    give(ME);

    assertThat(waiting()).isEmpty();
  }

  @Test
  void shouldWaitAgainWhenTheSameContributorIsPickedOnceMore() {
    ask(0, List.of(ME, OTHER), 7);
    give(ME);

    ask(1, List.of(ME), 8);

    assertThat(waiting()).extracting(SeedRequest::pick).containsExactly(1);
    assertThat(waiting().get(0).positionOf(ME)).contains(8L);
  }

  @Test
  void shouldForgetThePickThatWasReplaced() {
    ask(0, List.of(ME), 7);

    ask(1, List.of(OTHER), 8);

    assertThat(waiting()).isEmpty();
  }

  @Test
  void shouldForgetARequestThatIsOver() {
    ask(0, List.of(ME), 7);
    events.add(event("SeedFailed", Map.of("request", REQUEST.hex())));

    assertThat(waiting()).isEmpty();
  }

  private List<SeedRequest> waiting() {
    return SeedRequest.waitingFor(ME, events);
  }

  private void ask(int pick, List<Address> contributors, long position) {
    events.add(
        event(
            "SeedRequested",
            Map.of(
                "request", REQUEST.hex(),
                "bounty", Bytes32.keccak256("bounty").hex(),
                "kind", "1",
                "pick", String.valueOf(pick),
                "contributors", contributors.stream().map(Address::hex).toList(),
                "positions", contributors.stream().map(one -> String.valueOf(position)).toList())));
  }

  private void give(Address contributor) {
    events.add(
        event("Contributed", Map.of("request", REQUEST.hex(), "contributor", contributor.hex())));
  }

  private static ChainEvent event(String name, Map<String, Object> values) {
    return new ChainEvent(
        ContractName.SEED_BEACON,
        name,
        new EventPosition(1, Bytes32.ZERO, 0, Bytes32.ZERO),
        values);
  }
}
