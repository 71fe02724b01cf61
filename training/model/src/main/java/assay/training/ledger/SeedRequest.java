package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import assay.training.bounty.BountyId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The beacon asks for preimages to make a seed; twice if one of the first contributors withholds.
 *
 * @param id of the request, the same for both picks
 * @param kind {@value #SAMPLE} for the public sample, others for draws
 * @param pick 0 for the first contributors, 1 for those picked after a preimage was withheld
 * @param contributors who is asked
 * @param positions the place in each contributor's hash chain
 */
public record SeedRequest(
    Bytes32 id,
    BountyId bounty,
    int kind,
    int pick,
    List<Address> contributors,
    List<Long> positions) {

  /** The seed that picks the public sample. */
  public static final int SAMPLE = 0;

  private static final Set<String> ENDS = Set.of("SeedDrawn", "SeedFailed");

  public SeedRequest {
    contributors = List.copyOf(contributors);
    positions = List.copyOf(positions);
  }

  /** Requests that still wait for this contributor's preimage. */
  public static List<SeedRequest> waitingFor(Address contributor, FinalEvents events) {
    return waitingFor(contributor, events.all());
  }

  static List<SeedRequest> waitingFor(Address contributor, List<ChainEvent> events) {
    Map<Bytes32, SeedRequest> open = new LinkedHashMap<>();
    for (ChainEvent event : events) {
      if (event.name().equals("SeedRequested")) {
        SeedRequest asked = of(event);
        open.put(asked.id(), asked);
      } else if (ENDS.contains(event.name()) || isBy(contributor, event)) {
        open.remove(event.bytes32("request"));
      }
    }
    return open.values().stream()
        .filter(request -> request.positionOf(contributor).isPresent())
        .toList();
  }

  private static boolean isBy(Address contributor, ChainEvent event) {
    return event.name().equals("Contributed") && event.address("contributor").equals(contributor);
  }

  /** Where in that contributor's hash chain the preimage stands, if he is asked. */
  public Optional<Long> positionOf(Address contributor) {
    return IntStream.range(0, contributors.size())
        .filter(i -> contributors.get(i).equals(contributor))
        .mapToObj(positions::get)
        .findFirst();
  }

  private static SeedRequest of(ChainEvent event) {
    return new SeedRequest(
        event.bytes32("request"),
        new BountyId(event.bytes32("bounty")),
        Math.toIntExact(event.number("kind")),
        Math.toIntExact(event.number("pick")),
        event.texts("contributors").stream().map(Address::new).toList(),
        event.texts("positions").stream().map(Long::valueOf).toList());
  }
}
