package assay.training.audit;

import assay.chain.ChainEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In which state each thing may happen, and which changes of state come with it at once. */
final class Moments {

  private static final Map<String, Set<State>> WITHIN =
      Map.ofEntries(
          Map.entry("SampleRevealed", Set.of(State.SAMPLED)),
          Map.entry("Committed", Set.of(State.OPEN)),
          Map.entry("Revealed", Set.of(State.REVEAL)),
          Map.entry("PanelDrawn", Set.of(State.DRAWING)),
          Map.entry("DrawFailed", Set.of(State.DRAWING)),
          Map.entry("SeedRequested", Set.of(State.SAMPLED, State.DRAWING)),
          Map.entry("ScoresCommitted", Set.of(State.SCORING)),
          Map.entry("ScoresRevealed", Set.of(State.SCORING, State.SCORE_REVEAL)),
          Map.entry("TestSetReported", Set.of(State.SCORING)),
          Map.entry("TestKeyPublished", Set.of(State.SCORING)),
          Map.entry("KeyPublished", Set.of(State.DELIVERING)));

  /** The market enters a state and says why right after, in the same transaction. */
  private static final Map<String, State> CAUSES =
      Map.of(
          "Challenged", State.DRAWING,
          "Complained", State.DELIVERING,
          "TestKeyAsked", State.SCORING);

  /** Where the bounty was before that change. */
  private static final Map<String, State> BEFORE_CAUSES =
      Map.of(
          "Challenged", State.SCORED,
          "Complained", State.DELIVERING,
          "TestKeyAsked", State.SCORING);

  private static final Map<String, Set<State>> LEADS_TO =
      Map.of(
          "PanelDrawn", Set.of(State.SCORING),
          "TestKeyPublished", Set.of(State.SCORING),
          "KeyPublished", Set.of(State.SETTLED),
          "ChallengeEnded", Set.of(State.DELIVERING, State.REFUNDED));

  private final BountyCase bounty;

  Moments(BountyCase bounty) {
    this.bounty = bounty;
  }

  void check(Findings findings) {
    for (ChainEvent event : bounty.all()) {
      String name = event.name();
      State state = bounty.stateBefore(event);
      findings.require(
          WITHIN.getOrDefault(name, Set.of(state)).contains(state), name + " happened in " + state);
      Optional.ofNullable(CAUSES.get(name)).ifPresent(to -> came(findings, event, to));
      Optional.ofNullable(LEADS_TO.get(name)).ifPresent(to -> leads(findings, event, to));
    }
    bounty.events("SeedRequested").forEach(request -> asked(findings, request));
    scores(findings);
  }

  private void came(Findings findings, ChainEvent event, State to) {
    List<ChainEvent> changes = changesBefore(event);
    boolean isTold =
        !changes.isEmpty()
            && isAtOnce(changes.get(changes.size() - 1), event)
            && bounty.stateBefore(event) == to
            && bounty.stateBefore(changes.get(changes.size() - 1))
                == BEFORE_CAUSES.get(event.name());
    findings.require(isTold, event.name() + " did not lead to " + to);
  }

  private void leads(Findings findings, ChainEvent event, Set<State> to) {
    boolean isTold =
        bounty.events("StateChanged").stream()
            .filter(change -> bounty.isBefore(event, change) && isAtOnce(event, change))
            .anyMatch(change -> to.contains(State.numbered(change.number("state"))));
    findings.require(isTold, event.name() + " led nowhere");
  }

  /** A first request comes with the state that waits for it. */
  private void asked(Findings findings, ChainEvent request) {
    if (request.number("pick") == 0) {
      List<ChainEvent> changes = changesBefore(request);
      findings.require(
          !changes.isEmpty() && isAtOnce(changes.get(changes.size() - 1), request),
          "a seed was asked for without a change of state");
    }
  }

  /** What was committed to is revealed later; what is signed needs no commits. */
  private void scores(Findings findings) {
    for (ChainEvent reveal : bounty.events("ScoresRevealed")) {
      boolean isCommitted =
          !bounty.events("ScoresCommitted", "evaluator", reveal.address("evaluator")).isEmpty();
      findings.same(
          "the state at a reveal of scores",
          isCommitted ? State.SCORE_REVEAL : State.SCORING,
          bounty.stateBefore(reveal));
    }
  }

  private List<ChainEvent> changesBefore(ChainEvent event) {
    return bounty.events("StateChanged").stream()
        .filter(change -> bounty.isBefore(change, event))
        .toList();
  }

  private static boolean isAtOnce(ChainEvent first, ChainEvent second) {
    return first.position().transaction().equals(second.position().transaction());
  }
}
