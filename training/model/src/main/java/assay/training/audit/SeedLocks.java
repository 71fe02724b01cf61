package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What contributors locked for the requests of a bounty, and how each lock ended. */
final class SeedLocks {

  private final BountyCase bounty;
  private final Seeds seeds;

  SeedLocks(BountyCase bounty, Seeds seeds) {
    this.bounty = bounty;
    this.seeds = seeds;
  }

  void check(Findings findings) {
    for (String name : List.of("SeedRequested", "SeedDrawn", "SeedFailed")) {
      for (ChainEvent event : bounty.events(name)) {
        long kind = event.number("kind");
        findings.require(
            kind >= 0 && kind < Seeds.KINDS.size(), "%s has kind %d".formatted(name, kind));
        findings.same(
            "the request of " + name, bounty.request((int) kind), event.bytes32("request"));
      }
    }
    for (Bytes32 request : bounty.requests()) {
      findings.sameRows(
          "the lock",
          asked(request),
          bounty.requested(request, "ContributionAsked").stream().map(Row::of).toList());
      findings.sameRows(
          "the release",
          releases(request),
          bounty.requested(request, "ContributionReleased").stream()
              .map(event -> released(event.address("actor"), event.integer("slashed")))
              .toList());
    }
  }

  /** Tickets are left to {@link Tickets}, which knows the whole bond. */
  private static Row released(Address actor, BigInteger slashed) {
    return Row.of("ContributionReleased", "actor", actor, "slashed", slashed);
  }

  private List<Row> asked(Bytes32 request) {
    return seeds.ofRequest("SeedRequested", request).stream().flatMap(SeedLocks::asked).toList();
  }

  private static Stream<Row> asked(ChainEvent request) {
    List<String> contributors = request.texts("contributors");
    return IntStream.range(0, contributors.size())
        .mapToObj(
            place ->
                Row.of(
                    "ContributionAsked",
                    "request",
                    request.bytes32("request"),
                    "actor",
                    new Address(contributors.get(place)),
                    "chain",
                    request.texts("chains").get(place),
                    "position",
                    request.texts("positions").get(place)));
  }

  /** Who gives is free at once, who does not pays, who need not any more is free. */
  private List<Row> releases(Bytes32 request) {
    List<Row> rows = new ArrayList<>();
    List<ChainEvent> causes = new ArrayList<>(bounty.requested(request, "Contributed"));
    causes.addAll(bounty.requested(request, "PreimageWithheld"));
    causes.addAll(seeds.ofRequest("SeedFailed", request));
    causes.sort((first, second) -> first.position().compareTo(second.position()));
    for (ChainEvent cause : causes) {
      switch (cause.name()) {
        case "Contributed" -> rows.add(released(cause.address("contributor"), BigInteger.ZERO));
        case "PreimageWithheld" -> rows.add(released(cause.address("contributor"), lock()));
        default -> rows.addAll(abandoned(request, cause));
      }
    }
    return rows;
  }

  private List<Row> abandoned(Bytes32 request, ChainEvent failed) {
    List<Seeds.Pick> picks = seeds.picks(bounty.requests().indexOf(request));
    Seeds.Pick last = picks.get(picks.size() - 1);
    if (seeds.isOver(last, failed)) {
      return List.of();
    }
    return last.silent().stream().map(actor -> released(actor, BigInteger.ZERO)).toList();
  }

  private BigInteger lock() {
    return bounty.evidence().settings().contributorLock().value();
  }
}
