package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Who was picked for each seed, what they gave, what came of it. */
final class SeedClaims {

  private static final int MOST_CONTRIBUTORS = 5;
  private static final int ROLLS_EACH = 5;
  private static final int PICKS = 2;

  private final BountyCase bounty;
  private final Seeds seeds;

  SeedClaims(BountyCase bounty, Seeds seeds) {
    this.bounty = bounty;
    this.seeds = seeds;
  }

  List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (int kind = 0; kind < Seeds.KINDS.size(); kind++) {
      int number = kind;
      if (!seeds.requests(kind).isEmpty() || isTouched(kind)) {
        claims.add(
            Findings.derive(
                ClaimName.CONTRIBUTORS,
                Seeds.KINDS.get(kind),
                "picked again by the previous seed among the tickets of that time",
                findings -> contributors(findings, number)));
        claims.add(
            Findings.derive(
                ClaimName.SEED,
                Seeds.KINDS.get(kind),
                "hash of the previous seed, the request and preimages on registered hash chains",
                findings -> seed(findings, number)));
      }
    }
    claims.add(
        Findings.derive(
            ClaimName.SEED,
            "requests",
            "every request of the bounty is of a known kind and stands under its own id",
            new SeedLocks(bounty, seeds)::check));
    return claims;
  }

  private boolean isTouched(int kind) {
    Bytes32 request = bounty.request(kind);
    return bounty.evidence().events().stream()
        .anyMatch(event -> request.hex().equals(event.values().get("request")));
  }

  // ------------------------------------------------------------------ who is picked

  private void contributors(Findings findings, int kind) {
    List<ChainEvent> requests = seeds.requests(kind);
    findings.require(
        !requests.isEmpty() && requests.size() <= PICKS,
        "there are %d picks".formatted(requests.size()));
    long before =
        kind == Seeds.SAMPLE ? bounty.time(bounty.only("BountyOpened")) : bounty.commitDeadline();
    for (int pick = 0; pick < requests.size(); pick++) {
      ChainEvent request = requests.get(pick);
      Bytes32 previous =
          pick == 0 ? lastSeedBefore(request) : requests.get(0).bytes32("previousSeed");
      findings.sameRows(
          "the request",
          List.of(expected(request, kind, pick, previous, before)),
          List.of(Row.of(request)));
    }
  }

  /** The very first request takes what the beacon was made with, which no event tells. */
  private Bytes32 lastSeedBefore(ChainEvent request) {
    return bounty.before(request).stream()
        .filter(event -> event.name().equals("SeedDrawn"))
        .reduce((first, second) -> second)
        .map(event -> event.bytes32("seed"))
        .orElseGet(() -> request.bytes32("previousSeed"));
  }

  private Row expected(ChainEvent event, int kind, int pick, Bytes32 previous, long before) {
    Bytes32 id = bounty.request(kind);
    ChainEvent start = bounty.startOfRun(event, one -> isAskedFor(one, id));
    Tickets tickets = Tickets.after(bounty.evidence(), bounty.before(start));
    Set<Address> withheld =
        bounty.requested(id, "PreimageWithheld").stream()
            .filter(one -> bounty.isBefore(one, event))
            .map(one -> one.address("contributor"))
            .collect(Collectors.toSet());
    Bytes32 seed = new Words().add(previous).add(pick).hash();
    List<Address> picked = pick(tickets, seed, before, withheld);
    return Row.of(
        "SeedRequested",
        "request",
        id,
        "bounty",
        bounty.id(),
        "kind",
        kind,
        "pick",
        pick,
        "previousSeed",
        previous,
        "contributors",
        picked,
        "chains",
        picked.stream().map(one -> tickets.nextPosition(one)[0]).toList(),
        "positions",
        picked.stream().map(one -> tickets.nextPosition(one)[1]).toList(),
        "deadline",
        bounty.time(event) + bounty.terms().windows().seed());
  }

  private static boolean isAskedFor(ChainEvent event, Bytes32 id) {
    return event.name().equals("ContributionAsked")
        && id.hex().equals(event.values().get("request"));
  }

  private static List<Address> pick(
      Tickets tickets, Bytes32 seed, long before, Set<Address> withheld) {
    List<Address> picked = new ArrayList<>();
    TicketDraw draw = new TicketDraw(seed, tickets.places(), MOST_CONTRIBUTORS * ROLLS_EACH);
    while (picked.size() < MOST_CONTRIBUTORS && draw.hasMore()) {
      Address candidate = tickets.ticketAt(draw.next(), before);
      if (!candidate.isZero()
          && !withheld.contains(candidate)
          && !picked.contains(candidate)
          && tickets.mayContribute(candidate, before)) {
        picked.add(candidate);
      }
    }
    return picked;
  }

  // ------------------------------------------------------------------ what they gave

  private void seed(Findings findings, int kind) {
    List<Seeds.Pick> picks = seeds.picks(kind);
    Bytes32 id = bounty.request(kind);
    List<ChainEvent> drawn = seeds.ofRequest("SeedDrawn", id);
    List<ChainEvent> failed = seeds.ofRequest("SeedFailed", id);
    findings.require(drawn.size() + failed.size() < 2, "it ended more than once");
    picks.forEach(pick -> gifts(findings, pick));
    findings.sameRows("withheld preimage", withheld(id, picks, failed), withheldRows(id));
    findings.same(
        "the number of preimages",
        picks.stream().mapToInt(pick -> pick.given().size()).sum(),
        bounty.requested(id, "Contributed").size());
    Seeds.Pick last = picks.get(picks.size() - 1);
    if (!drawn.isEmpty() || (failed.isEmpty() && last.silent().isEmpty())) {
      findings.sameRows("the seed", List.of(drawn(kind, last)), rows(drawn));
      drawn.forEach(end -> findings.note("seed " + end.text("seed")));
    }
    failed.forEach(end -> failure(findings, kind, last, end));
  }

  private static List<Row> rows(List<ChainEvent> events) {
    return events.stream().map(Row::of).toList();
  }

  private Row drawn(int kind, Seeds.Pick pick) {
    Bytes32 id = bounty.request(kind);
    Words words = new Words().add(pick.request().bytes32("previousSeed")).add(id);
    for (Address contributor : pick.contributors()) {
      Bytes32 preimage = pick.given().get(contributor);
      if (preimage == null) {
        throw new Contradiction("a seed was drawn without the preimage of " + contributor);
      }
      words.add(preimage);
    }
    return Row.of(
        "SeedDrawn", "request", id, "bounty", bounty.id(), "kind", kind, "seed", words.hash());
  }

  /** The hash chains themselves are followed by {@link Tickets}. */
  private void gifts(Findings findings, Seeds.Pick pick) {
    Bytes32 id = pick.request().bytes32("request");
    for (ChainEvent gift : bounty.requested(id, "Contributed")) {
      Address giver = gift.address("contributor");
      Bytes32 preimage = gift.bytes32("preimage");
      if (!preimage.equals(pick.given().get(giver))) {
        continue;
      }
      int place = pick.contributors().indexOf(giver);
      findings.require(place >= 0, "%s gave and was not asked".formatted(giver));
      if (place >= 0) {
        Row checked =
            Row.of(
                "PreimageGiven",
                "actor",
                giver,
                "chain",
                pick.request().texts("chains").get(place),
                "position",
                pick.request().texts("positions").get(place),
                "preimage",
                preimage);
        findings.require(
            isInTransaction(gift, checked), "nothing says that %s was checked".formatted(checked));
      }
    }
  }

  private boolean isInTransaction(ChainEvent event, Row wanted) {
    int from = bounty.index(event);
    List<ChainEvent> all = bounty.evidence().events();
    return all.subList(from, all.size()).stream()
        .takeWhile(one -> one.position().transaction().equals(event.position().transaction()))
        .anyMatch(one -> Row.of(one).equals(wanted));
  }

  private List<Row> withheldRows(Bytes32 id) {
    return rows(bounty.requested(id, "PreimageWithheld"));
  }

  /** Whoever had not given when a pick was over, as picked. */
  private List<Row> withheld(Bytes32 id, List<Seeds.Pick> picks, List<ChainEvent> failed) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < picks.size(); i++) {
      Seeds.Pick pick = picks.get(i);
      boolean isOver =
          i + 1 < picks.size() || failed.stream().anyMatch(end -> seeds.isOver(pick, end));
      List<Address> silent = isOver ? pick.silent() : List.of();
      silent.forEach(
          actor ->
              rows.add(
                  Row.of("PreimageWithheld", "request", id, "contributor", actor, "lock", lock())));
    }
    return rows;
  }

  private void failure(Findings findings, int kind, Seeds.Pick last, ChainEvent end) {
    boolean isCancelled =
        kind == Seeds.SAMPLE
            && bounty.finalState() == State.CANCELLED
            && Objects.equals(
                bounty
                    .last("StateChanged")
                    .map(event -> event.position().transaction())
                    .orElse(null),
                end.position().transaction());
    findings.require(
        isCancelled || last.contributors().isEmpty() || seeds.isOver(last, end),
        "the request failed before its time was over");
  }

  private BigInteger lock() {
    return bounty.evidence().settings().contributorLock().value();
  }
}
