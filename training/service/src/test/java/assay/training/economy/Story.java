package assay.training.economy;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.training.bounty.BountyId;
import assay.training.ledger.BountyState;
import assay.training.ledger.SeedRequest;
import assay.training.ledger.SubmissionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the chain has told of one bounty so far. */
final class Story {

  private final PlayedChain chain;
  private final List<ChainEvent> events = new ArrayList<>();

  Story(PlayedChain chain) {
    this.chain = chain;
    chain.takeEvents();
  }

  List<ChainEvent> events() {
    events.addAll(chain.takeEvents());
    return events;
  }

  List<ChainEvent> named(String name) {
    return events().stream().filter(event -> event.name().equals(name)).toList();
  }

  Optional<ChainEvent> last(String name) {
    List<ChainEvent> all = named(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  boolean tells(String name) {
    return last(name).isPresent();
  }

  BountyState state() {
    return BountyState.numbered(last("StateChanged").orElseThrow().number("state"));
  }

  Instant deadline() {
    return Instant.ofEpochSecond(last("StateChanged").orElseThrow().number("deadline"));
  }

  /** The seats of the present round, in the order drawn. */
  List<Address> seats() {
    return last("PanelDrawn").orElseThrow().texts("seats").stream().map(Address::new).toList();
  }

  int round() {
    return Math.toIntExact(last("PanelDrawn").orElseThrow().number("round"));
  }

  /** How often the panel asked for the test key, and got it. */
  int restarts() {
    return named("TestKeyPublished").size();
  }

  Optional<Address> winner() {
    return last("WinnerChosen").map(event -> event.address("miner")).filter(a -> !a.isZero());
  }

  SubmissionStatus statusOf(Address miner) {
    return named("SubmissionChanged").stream()
        .filter(event -> event.address("miner").equals(miner))
        .map(event -> SubmissionStatus.numbered(event.number("status")))
        .reduce(SubmissionStatus.NONE, (before, after) -> after);
  }

  /** The seed that is waited for. */
  Optional<SeedRequest> openRequest() {
    return last("SeedRequested")
        .filter(asked -> named("SeedDrawn").stream().noneMatch(drawn -> isFor(asked, drawn)))
        .map(Story::request);
  }

  /** Whether anybody has given his preimage since contributors were picked last. */
  boolean isSeedAnswered() {
    boolean isAnswered = false;
    for (ChainEvent event : events()) {
      if (event.name().equals("SeedRequested")) {
        isAnswered = false;
      } else if (event.name().equals("Contributed")) {
        isAnswered = true;
      }
    }
    return isAnswered;
  }

  private static boolean isFor(ChainEvent asked, ChainEvent drawn) {
    return drawn.bytes32("request").equals(asked.bytes32("request"));
  }

  private static SeedRequest request(ChainEvent asked) {
    return new SeedRequest(
        asked.bytes32("request"),
        new BountyId(asked.bytes32("bounty")),
        Math.toIntExact(asked.number("kind")),
        Math.toIntExact(asked.number("pick")),
        asked.texts("contributors").stream().map(Address::new).toList(),
        asked.texts("positions").stream().map(Long::valueOf).toList());
  }
}
