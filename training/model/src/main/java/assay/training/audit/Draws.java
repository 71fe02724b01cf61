package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The draws of a bounty, made again from their seeds and the tickets of their time. */
final class Draws {

  private static final int FIRST_DRAW = 1;
  private static final int ROLLS_EACH = 5;

  private final BountyCase bounty;
  private final Panel panel;
  private final Seeds seeds;
  private final Submissions submissions;

  Draws(BountyCase bounty, Panel panel, Seeds seeds, Submissions submissions) {
    this.bounty = bounty;
    this.panel = panel;
    this.seeds = seeds;
    this.submissions = submissions;
  }

  List<Claim> claims() {
    List<ChainEvent> draws = draws();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < draws.size(); i++) {
      ChainEvent draw = draws.get(i);
      int round = panel.isChallenged(draw) ? Panel.CHALLENGE_ROUND : i;
      claims.add(
          Findings.derive(
              ClaimName.DRAW,
              round == Panel.CHALLENGE_ROUND ? "challenge" : "round " + round,
              "rolled again from the seed over the ticket places of the commit deadline",
              findings ->
                  findings.sameRows(
                      "the draw", List.of(expected(draw, round)), List.of(Row.of(draw)))));
    }
    claims.add(
        Findings.derive(
            ClaimName.DRAW,
            "seat locks",
            "each seat locked what the terms ask for",
            findings -> findings.sameRows("the lock", locks(), lockRows())));
    return claims;
  }

  private List<ChainEvent> draws() {
    return bounty.all().stream()
        .filter(event -> event.name().equals("PanelDrawn") || event.name().equals("DrawFailed"))
        .toList();
  }

  private Row expected(ChainEvent draw, int round) {
    boolean isChallenge = round == Panel.CHALLENGE_ROUND;
    int wanted = panel.size(isChallenge) - panel.vectors(isChallenge, draw).size();
    List<Address> found = find(draw, round, wanted);
    boolean isRefill = round != 0 && !isChallenge;
    boolean isEnough = isRefill ? !found.isEmpty() : found.size() == wanted;
    if (isEnough) {
      return Row.of(
          "PanelDrawn",
          "bounty",
          bounty.id(),
          "round",
          round,
          "seats",
          found,
          "seatLock",
          bounty.terms().money().seatLock());
    }
    return Row.of(
        "DrawFailed",
        "bounty",
        bounty.id(),
        "round",
        round,
        "found",
        found.size(),
        "wanted",
        wanted);
  }

  private List<Address> find(ChainEvent draw, int round, int wanted) {
    ChainEvent start = bounty.startOfRun(draw, this::isSeatLock);
    Tickets tickets = Tickets.after(bounty.evidence(), bounty.before(start));
    List<Address> named = bounty.terms().evaluators();
    boolean isOpen = named.isEmpty();
    long deadline = bounty.commitDeadline();
    Bytes32 seed = seeds.drawn(FIRST_DRAW + round);
    TicketDraw rolls =
        new TicketDraw(
            seed,
            isOpen ? placesWhenAsked(round) : named.size(),
            isOpen ? wanted * ROLLS_EACH : named.size());
    List<Address> found = new ArrayList<>();
    while (found.size() < wanted && rolls.hasMore()) {
      int place = rolls.next();
      Address candidate = isOpen ? tickets.ticketAt(place, deadline) : named.get(place);
      if (!candidate.isZero()
          && !found.contains(candidate)
          && (isOpen || tickets.hadTicket(candidate, deadline))
          && isEligible(candidate, tickets, draw)) {
        found.add(candidate);
      }
    }
    return found;
  }

  /** A place bonded later would make it another draw. */
  private int placesWhenAsked(int round) {
    ChainEvent asked = seeds.requests(FIRST_DRAW + round).get(0);
    return Tickets.after(bounty.evidence(), bounty.before(asked)).places();
  }

  private boolean isEligible(Address candidate, Tickets tickets, ChainEvent draw) {
    Terms terms = bounty.terms();
    boolean isSeated =
        panel.all().stream()
            .anyMatch(
                seat -> seat.account().equals(candidate) && bounty.isBefore(seat.draw(), draw));
    boolean isChallenger =
        bounty.events("Challenged").stream()
            .anyMatch(
                event ->
                    event.address("challenger").equals(candidate) && bounty.isBefore(event, draw));
    return !isSeated
        && !isChallenger
        && !candidate.equals(terms.researcher())
        && !terms.ownedWhenOpened(candidate)
        && !submissions.isInvolved(candidate)
        && tickets.free(candidate).compareTo(terms.money().seatLock()) >= 0;
  }

  private boolean isSeatLock(ChainEvent event) {
    return event.name().equals("SeatLocked")
        && bounty.id().value().hex().equals(event.values().get("bounty"));
  }

  private List<Row> locks() {
    BigInteger lock = bounty.terms().money().seatLock();
    return panel.all().stream().map(seat -> lock(seat.account(), lock)).toList();
  }

  private List<Row> lockRows() {
    return bounty.events("SeatLocked").stream().map(Row::of).toList();
  }

  private Row lock(Address actor, BigInteger amount) {
    return Row.of("SeatLocked", "bounty", bounty.id(), "actor", actor, "amount", amount);
  }
}
