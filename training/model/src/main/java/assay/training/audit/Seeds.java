package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The seeds a bounty asked the beacon for: who was picked, what they gave, what came of it. */
final class Seeds {

  static final int SAMPLE = 0;
  static final List<String> KINDS =
      List.of("sample", "first draw", "first refill", "second refill", "challenge");

  private final BountyCase bounty;

  Seeds(BountyCase bounty) {
    this.bounty = bounty;
  }

  /**
   * One pick of contributors.
   *
   * @param given preimages by contributor, from this pick's request to the next
   */
  record Pick(ChainEvent request, List<Address> contributors, Map<Address, Bytes32> given) {

    long deadline() {
      return request.number("deadline");
    }

    List<Address> silent() {
      return contributors.stream().filter(one -> !given.containsKey(one)).toList();
    }
  }

  List<ChainEvent> ofRequest(String name, Bytes32 request) {
    return bounty.events(name).stream()
        .filter(event -> event.bytes32("request").equals(request))
        .toList();
  }

  List<ChainEvent> requests(int kind) {
    return bounty.events("SeedRequested").stream()
        .filter(event -> event.number("kind") == kind)
        .toList();
  }

  List<Pick> picks(int kind) {
    List<ChainEvent> requests = requests(kind);
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      ChainEvent request = requests.get(i);
      Map<Address, Bytes32> given = new HashMap<>();
      for (ChainEvent gift : bounty.requested(bounty.request(kind), "Contributed")) {
        boolean isLater = i + 1 < requests.size() && bounty.isBefore(requests.get(i + 1), gift);
        if (bounty.isBefore(request, gift) && !isLater) {
          given.put(gift.address("contributor"), gift.bytes32("preimage"));
        }
      }
      List<Address> who = request.texts("contributors").stream().map(Address::new).toList();
      picks.add(new Pick(request, who, given));
    }
    return picks;
  }

  boolean isOver(Pick pick, ChainEvent end) {
    return pick.contributors().isEmpty() || bounty.time(end) >= pick.deadline();
  }

  /** The seed of a kind, if it was drawn. */
  Bytes32 drawn(int kind) {
    return bounty.events("SeedDrawn").stream()
        .filter(event -> event.number("kind") == kind)
        .findFirst()
        .map(event -> event.bytes32("seed"))
        .orElseThrow(() -> new Contradiction("there is no seed for the " + KINDS.get(kind)));
  }

  /** How many were asked for all seeds. */
  int asked() {
    return bounty.events("SeedRequested").stream()
        .mapToInt(event -> event.texts("contributors").size())
        .sum();
  }

  /** Who gave: to picks that failed first, as these ended; then by kind, as picked. */
  List<Address> gave() {
    List<Map.Entry<Long, Address>> inVain = new ArrayList<>();
    List<Address> gave = new ArrayList<>();
    for (int kind = 0; kind < KINDS.size(); kind++) {
      List<Pick> picks = picks(kind);
      for (int i = 0; i < picks.size(); i++) {
        Pick pick = picks.get(i);
        List<Address> givers =
            pick.contributors().stream().filter(pick.given()::containsKey).toList();
        long ended = endOf(kind, picks, i);
        if (ended == Long.MAX_VALUE) {
          gave.addAll(givers);
        } else {
          givers.forEach(giver -> inVain.add(Map.entry(ended, giver)));
        }
      }
    }
    List<Address> all =
        new ArrayList<>(
            inVain.stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList());
    all.addAll(gave);
    return all;
  }

  /** Where the event stands that ended a pick in vain; {@link Long#MAX_VALUE} when none did. */
  private long endOf(int kind, List<Pick> picks, int number) {
    if (number + 1 < picks.size()) {
      return bounty.index(picks.get(number + 1).request());
    }
    return ofRequest("SeedFailed", bounty.request(kind)).stream()
        .filter(end -> isOver(picks.get(number), end))
        .mapToLong(bounty::index)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether the newest request before that moment failed because contributors were too few. */
  boolean failedFor(int kind) {
    List<Pick> picks = picks(kind);
    return !picks.isEmpty() && endOf(kind, picks, picks.size() - 1) != Long.MAX_VALUE;
  }
}
