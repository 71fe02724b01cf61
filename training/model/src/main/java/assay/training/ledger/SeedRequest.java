package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import assay.training.bounty.BountyId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The beacon asks for preimages to make a seed.
 *
 * @param id of the request
 * @param kind {@value #SAMPLE} for the public sample, {@value #DRAW} for the panel
 * @param contributors who is asked
 * @param positions the place in each contributor's hash chain
 */
public record SeedRequest(
    Bytes32 id, BountyId bounty, int kind, List<Address> contributors, List<Long> positions) {

  /** The seed that picks the public sample. */
  public static final int SAMPLE = 0;

  /** The seed that draws the panel. */
  public static final int DRAW = 1;

  public SeedRequest {
    contributors = List.copyOf(contributors);
    positions = List.copyOf(positions);
  }

  /** Requests that still wait for this contributor's preimage. */
  public static List<SeedRequest> waitingFor(Address contributor, FinalEvents events) {
    List<ChainEvent> given =
        events.named("Contributed").stream()
            .filter(event -> event.address("contributor").equals(contributor))
            .toList();
    return events.named("SeedRequested").stream()
        .map(SeedRequest::of)
        .filter(request -> request.positionOf(contributor).isPresent())
        .filter(
            request ->
                given.stream().noneMatch(event -> event.bytes32("request").equals(request.id())))
        .toList();
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
        event.texts("contributors").stream().map(Address::new).toList(),
        event.texts("positions").stream().map(Long::valueOf).toList());
  }
}
