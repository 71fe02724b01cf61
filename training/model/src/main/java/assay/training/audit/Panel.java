package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Seats by stage, and what each of them did. Stage 0 is the panel, stage 1 the challenge. */
final class Panel {

  static final int CHALLENGE_ROUND = 3;

  /** A seat and the draw that gave it. */
  record Seat(Address account, int round, ChainEvent draw) {

    boolean isOfChallenge() {
      return round == CHALLENGE_ROUND;
    }
  }

  private final BountyCase bounty;
  private final List<Seat> seats = new ArrayList<>();

  Panel(BountyCase bounty) {
    this.bounty = bounty;
    for (ChainEvent draw : bounty.events("PanelDrawn")) {
      int round = Math.toIntExact(draw.number("round"));
      draw.texts("seats").forEach(seat -> seats.add(new Seat(new Address(seat), round, draw)));
    }
  }

  /** Seats of a stage in the order drawn. */
  List<Seat> seats(boolean challenge) {
    return seats.stream().filter(seat -> seat.isOfChallenge() == challenge).toList();
  }

  List<Seat> all() {
    return List.copyOf(seats);
  }

  Optional<Seat> seat(Address account) {
    return seats.stream().filter(seat -> seat.account().equals(account)).findFirst();
  }

  /** How many seats a stage is to have. */
  int size(boolean challenge) {
    int seats = bounty.terms().test().seats();
    return challenge ? 2 * seats + 1 : seats;
  }

  int quorum(boolean challenge) {
    Terms.Test test = bounty.terms().test();
    return challenge ? test.seats() + 1 : test.quorum();
  }

  /** Whether the challenge had begun before an event. */
  boolean isChallenged(ChainEvent moment) {
    return bounty.events("Challenged").stream()
        .anyMatch(challenged -> bounty.isBefore(challenged, moment));
  }

  /** Counts that a seat revealed before a moment. */
  Optional<List<Long>> counts(Address account, ChainEvent moment) {
    return reveal(account)
        .filter(event -> bounty.isBefore(event, moment))
        .map(event -> event.texts("counts").stream().map(Long::parseLong).toList());
  }

  Optional<ChainEvent> reveal(Address account) {
    return bounty.events("ScoresRevealed", "evaluator", account).stream().findFirst();
  }

  Optional<ChainEvent> commit(Address account) {
    return bounty.events("ScoresCommitted", "evaluator", account).stream().findFirst();
  }

  boolean hasReported(Address account) {
    return !bounty.events("TestSetReported", "evaluator", account).isEmpty();
  }

  /** All vectors that a stage had revealed before a moment. */
  List<List<Long>> vectors(boolean challenge, ChainEvent moment) {
    return seats(challenge).stream()
        .flatMap(seat -> counts(seat.account(), moment).stream())
        .toList();
  }
}
