package assay.training.audit;

import assay.chain.ChainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of a bounty through its states: every arrow allowed, at a time and to a deadline. */
final class Arrows {

  private static final int MAX_REFILLS = 2;
  private static final String ADVANCE = "advance(bytes32,uint8)";
  private static final List<String> BY_MARKET =
      List.of(
          "poke(bytes32)",
          "settle(bytes32)",
          "refund(bytes32)",
          "contribute(bytes32,uint8,address[],bytes32[])");

  /** Where a bounty is, or may go. */
  private record Stop(State state, long deadline) {

    @Override
    public String toString() {
      return deadline == 0 ? state.name() : state + " until " + deadline;
    }
  }

  private final BountyCase bounty;
  private final Terms terms;
  private final Panel panel;
  private final Submissions submissions;

  Arrows(BountyCase bounty, Panel panel, Submissions submissions) {
    this.bounty = bounty;
    this.terms = bounty.terms();
    this.panel = panel;
    this.submissions = submissions;
  }

  Claim claim() {
    return Findings.derive(
        ClaimName.STATES,
        bounty.finalState().name(),
        "each change follows from what had happened, at an allowed time, to the derived deadline",
        this::check);
  }

  private void check(Findings findings) {
    Stop at = new Stop(State.NONE, 0);
    for (ChainEvent change : bounty.events("StateChanged")) {
      Stop told = new Stop(State.numbered(change.number("state")), change.number("deadline"));
      List<Stop> allowed = next(at, change, bounty.time(change));
      findings.require(
          allowed.contains(told), "from %s it went to %s, allowed %s".formatted(at, told, allowed));
      at = told;
    }
    new Moments(bounty).check(findings);
    bounty.events("SeedRequested").forEach(request -> toldAtOnce(findings, request));
    bounty.last("Revealed").ifPresent(reveal -> shortenedAtOnce(findings, reveal));
  }

  /** A second pick moves the deadline with it, unless somebody asked the beacon alone. */
  private void toldAtOnce(Findings findings, ChainEvent request) {
    boolean isSecond = request.number("pick") == 1 && !request.texts("contributors").isEmpty();
    boolean isByMarket =
        bounty.evidence().calls(request, ADVANCE).isEmpty()
            && BY_MARKET.stream()
                .anyMatch(step -> !bounty.evidence().calls(request, step).isEmpty());
    boolean isTold =
        bounty.events("StateChanged").stream()
            .filter(change -> bounty.isBefore(request, change))
            .filter(
                change -> change.position().transaction().equals(request.position().transaction()))
            .anyMatch(change -> change.integer("deadline").equals(request.integer("deadline")));
    findings.require(isTold || !isSecond || !isByMarket, "a second pick did not move the deadline");
  }

  /** The last reveal of all leaves only the gap to wait for. */
  private void shortenedAtOnce(Findings findings, ChainEvent reveal) {
    long sooner = bounty.time(reveal) + bounty.evidence().settings().finalityGap();
    ChainEvent state = lastBefore("StateChanged", reveal).orElseThrow();
    boolean isLast = bounty.events("Revealed").size() == submissions.all().size();
    if (isLast && sooner < state.number("deadline")) {
      findings.require(
          isFollowedBy("StateChanged", reveal), "the last reveal did not move the deadline");
    }
  }

  private List<Stop> next(Stop at, ChainEvent change, long now) {
    return switch (at.state()) {
      case NONE -> List.of(new Stop(State.SAMPLED, now + terms.windows().seed()));
      case SAMPLED -> fromSampled(at, change, now);
      case OPEN -> fromOpen(at, now);
      case REVEAL -> fromReveal(at, change, now);
      case DRAWING -> fromDrawing(at, change, now);
      case SCORING -> fromScoring(at, change, now);
      case SCORE_REVEAL -> fromScoreReveal(at, change, now);
      case SCORED -> fromScored(at, change, now);
      case DELIVERING -> fromDelivering(at, change, now);
      default -> List.of();
    };
  }

  private static Stop end(State state) {
    return new Stop(state, 0);
  }

  private List<Stop> fromSampled(Stop at, ChainEvent change, long now) {
    Optional<ChainEvent> drawn = lastBefore("SeedDrawn", change);
    List<Stop> allowed = new ArrayList<>();
    long deadline =
        drawn
            .map(seed -> bounty.time(seed) + terms.windows().sample())
            .orElseGet(() -> lastBefore("SeedRequested", change).orElseThrow().number("deadline"));
    boolean isFailed = lastBefore("SeedFailed", change).isPresent();
    if (deadline != at.deadline() && !isFailed) {
      return List.of(new Stop(State.SAMPLED, deadline));
    }
    int samples = terms.test().count() - terms.test().privateCount();
    if (drawn.isPresent() && revealedBefore(change) == samples) {
      long gap = bounty.evidence().settings().finalityGap();
      allowed.add(new Stop(State.OPEN, now + terms.windows().open() + gap));
    }
    // at any time by the researcher, later by time
    allowed.add(end(State.CANCELLED));
    return allowed;
  }

  private long revealedBefore(ChainEvent change) {
    return before("SampleRevealed", change).stream()
        .mapToLong(event -> event.texts("sampleHashes").size())
        .sum();
  }

  private List<Stop> fromOpen(Stop at, long now) {
    if (now < at.deadline()) {
      return List.of();
    }
    long gap = bounty.evidence().settings().finalityGap();
    return List.of(
        submissions.all().isEmpty()
            ? end(State.REFUNDED)
            : new Stop(State.REVEAL, at.deadline() + terms.windows().reveal() + gap));
  }

  private List<Stop> fromReveal(Stop at, ChainEvent change, long now) {
    if (now < at.deadline()) {
      long sooner = now + bounty.evidence().settings().finalityGap();
      boolean isShortened =
          before("StateChanged", change).stream()
                  .filter(event -> event.number("state") == State.REVEAL.number())
                  .count()
              > 1;
      boolean allRevealed =
          before("Revealed", change).size() == submissions.all().size() && !isShortened;
      return allRevealed && sooner < at.deadline()
          ? List.of(new Stop(State.REVEAL, sooner))
          : List.of();
    }
    return List.of(
        submissions.anyStands()
            ? new Stop(State.DRAWING, now + terms.windows().seed())
            : end(State.REFUNDED));
  }

  private List<Stop> fromDrawing(Stop at, ChainEvent change, long now) {
    List<ChainEvent> since =
        bounty.all().stream()
            .filter(event -> bounty.isBefore(event, change))
            .filter(event -> bounty.isBefore(entered(change), event))
            .toList();
    if (has(since, "PanelDrawn")) {
      return List.of(new Stop(State.SCORING, now + terms.windows().scoring()));
    }
    if (has(since, "DrawFailed") || has(since, "SeedFailed")) {
      boolean isFirst = before("PanelDrawn", change).isEmpty() && !panel.isChallenged(change);
      return isFirst ? List.of(end(State.REFUNDED)) : concluded(change, now, false);
    }
    return since.stream()
        .filter(event -> event.name().equals("SeedRequested"))
        .map(event -> new Stop(State.DRAWING, event.number("deadline")))
        .filter(stop -> stop.deadline() != at.deadline())
        .toList();
  }

  private static boolean has(List<ChainEvent> events, String name) {
    return events.stream().anyMatch(event -> event.name().equals(name));
  }

  /** When the present run of the same state began. */
  private ChainEvent entered(ChainEvent change) {
    State state = bounty.stateBefore(change);
    ChainEvent entered = change;
    List<ChainEvent> changes = before("StateChanged", change);
    for (int i = changes.size() - 1; i >= 0; i--) {
      if (changes.get(i).number("state") != state.number()) {
        break;
      }
      entered = changes.get(i);
    }
    return entered;
  }

  private List<Stop> fromScoring(Stop at, ChainEvent change, long now) {
    ChainEvent draw = lastBefore("PanelDrawn", change).orElseThrow();
    int seats = draw.texts("seats").size();
    long round = draw.number("round");
    Terms.Windows windows = terms.windows();
    boolean isAsked = bounty.isTestKeyAsked(change);
    if (isJustPublished(change)) {
      return List.of(new Stop(State.SCORING, now + windows.scoring()));
    }
    if (ofRound("ScoresRevealed", round, change) == seats) {
      return concluded(change, now, true);
    }
    if (ofRound("ScoresCommitted", round, change) == seats) {
      return List.of(new Stop(State.SCORE_REVEAL, now + windows.scoreReveal()));
    }
    if (round != Panel.CHALLENGE_ROUND && !isAsked && isUnusable(change)) {
      return unusable(change, now);
    }
    if (now < at.deadline()) {
      return List.of();
    }
    return List.of(
        isAsked
            ? end(State.DEFAULTED)
            : new Stop(State.SCORE_REVEAL, at.deadline() + windows.scoreReveal()));
  }

  private List<Stop> unusable(ChainEvent change, long now) {
    if (lastBefore("TestKeyPublished", change).isPresent()) {
      return List.of(end(State.DEFAULTED));
    }
    return isFollowedBy("TestKeyAsked", change)
        ? List.of(new Stop(State.SCORING, now + terms.windows().publish()))
        : List.of();
  }

  private boolean isJustPublished(ChainEvent change) {
    return lastBefore("TestKeyPublished", change)
        .filter(
            key ->
                lastBefore("StateChanged", change)
                    .filter(before -> bounty.isBefore(before, key))
                    .isPresent())
        .isPresent();
  }

  private boolean isUnusable(ChainEvent change) {
    Optional<ChainEvent> restart = bounty.reportsForgotten(change);
    long reports =
        before("TestSetReported", change).stream()
            .filter(report -> restart.filter(key -> bounty.isBefore(report, key)).isEmpty())
            .count();
    return reports >= terms.test().marksToVoid();
  }

  private List<Stop> fromScoreReveal(Stop at, ChainEvent change, long now) {
    long round = lastBefore("PanelDrawn", change).orElseThrow().number("round");
    boolean allRevealed =
        ofRound("ScoresRevealed", round, change) == ofRound("ScoresCommitted", round, change);
    return allRevealed || now >= at.deadline() ? concluded(change, now, true) : List.of();
  }

  private List<Stop> concluded(ChainEvent change, long now, boolean mayRefill) {
    Tally tally = Tally.at(bounty, panel, submissions, change);
    if (panel.isChallenged(change)) {
      return finalized(tally, now);
    }
    long round = lastBefore("PanelDrawn", change).orElseThrow().number("round");
    boolean isOpen = panel.vectors(false, change).size() < panel.size(false);
    if (tally.isUndecided() && round < MAX_REFILLS && isOpen && mayRefill) {
      return List.of(new Stop(State.DRAWING, now + terms.windows().seed()));
    }
    return List.of(
        tally.anyScored()
            ? new Stop(State.SCORED, now + terms.windows().challenge())
            : end(State.REFUNDED));
  }

  private List<Stop> finalized(Tally tally, long from) {
    return List.of(
        tally.winner().isPresent()
            ? new Stop(State.DELIVERING, from + terms.windows().delivery())
            : end(State.REFUNDED));
  }

  private List<Stop> fromScored(Stop at, ChainEvent change, long now) {
    List<Stop> allowed = new ArrayList<>();
    if (now < at.deadline() && isFollowedBy("Challenged", change)) {
      allowed.add(new Stop(State.DRAWING, now + terms.windows().seed()));
    }
    if (now >= at.deadline()) {
      allowed.addAll(finalized(Tally.at(bounty, panel, submissions, change), at.deadline()));
    }
    return allowed;
  }

  private List<Stop> fromDelivering(Stop at, ChainEvent change, long now) {
    List<Stop> allowed = new ArrayList<>();
    boolean isComplained = lastBefore("Complained", change).isPresent();
    if (lastBefore("KeyPublished", change).isPresent() && isComplained) {
      allowed.add(end(State.SETTLED));
    } else if (now >= at.deadline()) {
      allowed.add(end(isComplained ? State.REFUNDED : State.SETTLED));
    } else if (!isComplained && isFollowedBy("Complained", change)) {
      allowed.add(new Stop(State.DELIVERING, now + terms.windows().publish()));
    }
    return allowed;
  }

  private boolean isFollowedBy(String name, ChainEvent change) {
    return bounty.events(name).stream()
        .anyMatch(
            event ->
                bounty.isBefore(change, event)
                    && event.position().transaction().equals(change.position().transaction()));
  }

  private int ofRound(String name, long round, ChainEvent change) {
    return (int)
        before(name, change).stream().filter(event -> event.number("round") == round).count();
  }

  private List<ChainEvent> before(String name, ChainEvent moment) {
    return bounty.events(name).stream().filter(event -> bounty.isBefore(event, moment)).toList();
  }

  private Optional<ChainEvent> lastBefore(String name, ChainEvent moment) {
    return before(name, moment).stream().reduce((first, second) -> second);
  }
}
