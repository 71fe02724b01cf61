package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.EventPosition;
import assay.training.bounty.BountyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The evidence seen from one bounty: its own events, in order, and where each of them stands. */
final class BountyCase {

  private static final int KINDS = 5;

  private final Evidence evidence;
  private final BountyId id;
  private final List<ChainEvent> own;
  private final Map<EventPosition, Integer> places = new HashMap<>();

  BountyCase(Evidence evidence, BountyId id) {
    this.evidence = evidence;
    this.id = id;
    this.own =
        evidence.events().stream()
            .filter(event -> id.value().hex().equals(event.values().get("bounty")))
            .toList();
    for (int i = 0; i < evidence.events().size(); i++) {
      places.put(evidence.events().get(i).position(), i);
    }
  }

  Evidence evidence() {
    return evidence;
  }

  BountyId id() {
    return id;
  }

  Terms terms() {
    return Terms.of(this);
  }

  /**
   * Requires a call about this bounty that carries what its event says; without any such input
   * there is nothing to say.
   *
   * @param otherwise what is wrong if no call does
   */
  void requireSent(
      Findings findings,
      ChainEvent event,
      String function,
      Predicate<CallData.Call> carries,
      String otherwise) {
    List<CallData.Call> calls = evidence.calls(event, function);
    if (calls.isEmpty()) {
      findings.unchecked("no transaction shows what led to " + event.name());
      return;
    }
    findings.require(
        calls.stream().anyMatch(call -> call.word(0).equals(id.value()) && carries.test(call)),
        otherwise);
  }

  /** The bounty's events of that name. */
  List<ChainEvent> events(String name) {
    return own.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** Events of a request for a seed, which do not name the bounty. */
  List<ChainEvent> requested(Bytes32 request, String name) {
    return evidence.events().stream()
        .filter(event -> event.name().equals(name))
        .filter(event -> request.hex().equals(event.values().get("request")))
        .toList();
  }

  /** The state just before an event. */
  State stateBefore(ChainEvent event) {
    return events("StateChanged").stream()
        .filter(change -> isBefore(change, event))
        .reduce((first, second) -> second)
        .map(change -> State.numbered(change.number("state")))
        .orElse(State.NONE);
  }

  /**
   * The last time before a moment when the reports about the test set lost their force: its key was
   * published, or all seats scored although it had been asked for.
   */
  Optional<ChainEvent> reportsForgotten(ChainEvent moment) {
    return own.stream()
        .filter(event -> isBefore(event, moment))
        .filter(event -> event.name().equals("TestKeyPublished") || isAnsweredByScores(event))
        .reduce((first, second) -> second);
  }

  private boolean isAnsweredByScores(ChainEvent change) {
    return change.name().equals("StateChanged")
        && change.number("state") != State.SCORING.number()
        && change.number("state") != State.DEFAULTED.number()
        && stateBefore(change) == State.SCORING
        && isTestKeyAsked(change);
  }

  /** Whether the seats had asked for the test key and nothing had answered them. */
  boolean isTestKeyAsked(ChainEvent moment) {
    return events("TestKeyAsked").stream()
        .filter(asked -> isBefore(asked, moment))
        .reduce((first, second) -> second)
        .filter(
            asked -> reportsForgotten(moment).filter(answer -> isBefore(asked, answer)).isEmpty())
        .isPresent();
  }

  /** All events that name the bounty. */
  List<ChainEvent> all() {
    return own;
  }

  List<ChainEvent> events(String name, String parameter, Address account) {
    return events(name).stream().filter(event -> event.address(parameter).equals(account)).toList();
  }

  ChainEvent only(String name) {
    List<ChainEvent> found = events(name);
    if (found.size() != 1) {
      throw new Contradiction(
          "there are %d events %s of this bounty, not one".formatted(found.size(), name));
    }
    return found.get(0);
  }

  Optional<ChainEvent> last(String name) {
    return events(name).stream().reduce((first, second) -> second);
  }

  /** Events of a contract under the bounty's key, such as locks and movements of its pot. */
  List<ChainEvent> keyed(ContractName module, String name) {
    return keyed(module, id.value(), name);
  }

  List<ChainEvent> keyed(ContractName module, Bytes32 key, String name) {
    String address = evidence.address(module).hex();
    return evidence.events().stream()
        .filter(event -> event.name().equals(name))
        .filter(event -> key.hex().equals(event.values().get("key")))
        .filter(event -> address.equalsIgnoreCase(String.valueOf(event.values().get("module"))))
        .toList();
  }

  /** Where an event stands among all. */
  int index(ChainEvent event) {
    return Objects.requireNonNull(places.get(event.position()));
  }

  /** All events before an event. */
  List<ChainEvent> before(ChainEvent event) {
    return evidence.events().subList(0, index(event));
  }

  boolean isBefore(ChainEvent first, ChainEvent second) {
    return first.position().compareTo(second.position()) < 0;
  }

  long time(ChainEvent event) {
    return evidence.time(event);
  }

  /**
   * The first event of the run just before this one, of its transaction, that the test takes in.
   */
  ChainEvent startOfRun(ChainEvent end, Predicate<ChainEvent> belongs) {
    int at = index(end);
    Bytes32 transaction = end.position().transaction();
    while (at > 0) {
      ChainEvent before = evidence.events().get(at - 1);
      if (!before.position().transaction().equals(transaction) || !belongs.test(before)) {
        break;
      }
      at--;
    }
    return evidence.events().get(at);
  }

  /** Ids of the requests that a bounty can make, by kind. */
  List<Bytes32> requests() {
    return IntStream.range(0, KINDS).mapToObj(this::request).toList();
  }

  Bytes32 request(int kind) {
    return Words.of(evidence.chainId(), evidence.address(ContractName.SEED_BEACON))
        .add(id.value())
        .add(kind)
        .hash();
  }

  /** When commits close: the bounty opened its commits then, and the open window after that. */
  long commitDeadline() {
    ChainEvent opened =
        events("StateChanged").stream()
            .filter(event -> event.number("state") == State.OPEN.number())
            .findFirst()
            .orElseThrow(() -> new Contradiction("the bounty never took commits"));
    return time(opened) + terms().windows().open();
  }

  State finalState() {
    return last("StateChanged")
        .map(event -> State.numbered(event.number("state")))
        .orElseThrow(() -> new Contradiction("the bounty has no state"));
  }

  boolean has(String name) {
    return !events(name).isEmpty();
  }
}
