package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.training.audit.Tally.Result;
import java.util.List;
import java.util.Optional;

/**
 * How a bounty ended, as far as money depends on it; derived, not read.
 *
 * @param change the event of the final state
 * @param openingBack contributors or seats were too few, so the opening fee comes back
 * @param keyWithheld a complaint was not answered
 * @param overturned a challenge changed the winner or the milestones reached
 * @param winner by the verdicts, if any were given
 */
record Ending(
    ChainEvent change,
    State state,
    boolean openingBack,
    boolean keyWithheld,
    boolean overturned,
    Optional<Result> winner,
    Tally tally) {

  /** Empty while the bounty goes on. */
  static Optional<Ending> of(BountyCase bounty, Panel panel, Seeds seeds, Submissions submissions) {
    return bounty
        .last("StateChanged")
        .filter(event -> State.numbered(event.number("state")).isFinal())
        .map(event -> of(bounty, panel, seeds, submissions, event));
  }

  private static Ending of(
      BountyCase bounty, Panel panel, Seeds seeds, Submissions submissions, ChainEvent change) {
    State state = State.numbered(change.number("state"));
    State from = bounty.stateBefore(change);
    Tally tally = Tally.at(bounty, panel, submissions, change);
    boolean isJudged = !bounty.events("VerdictGiven").isEmpty();
    Optional<Result> winner = isJudged ? tally.winner() : Optional.empty();
    return new Ending(
        change,
        state,
        isOpeningBack(bounty, panel, seeds, from, change),
        from == State.DELIVERING && state == State.REFUNDED,
        isOverturned(bounty, panel, submissions, winner),
        winner,
        tally);
  }

  private static boolean isOpeningBack(
      BountyCase bounty, Panel panel, Seeds seeds, State from, ChainEvent change) {
    return switch (from) {
      case SAMPLED -> seeds.failedFor(0);
      case DRAWING -> bounty.events("PanelDrawn").isEmpty() && !panel.isChallenged(change);
      default -> false;
    };
  }

  private static boolean isOverturned(
      BountyCase bounty, Panel panel, Submissions submissions, Optional<Result> winner) {
    List<ChainEvent> challenges = bounty.events("Challenged");
    if (challenges.isEmpty()) {
      return false;
    }
    return isOverturned(Tally.at(bounty, panel, submissions, challenges.get(0)).winner(), winner);
  }

  /** Another winner, or the same with another part of the reward. */
  static boolean isOverturned(Optional<Result> before, Optional<Result> after) {
    return !before.map(Ending::miner).equals(after.map(Ending::miner))
        || !before.map(Result::reached).equals(after.map(Result::reached));
  }

  static Address miner(Result result) {
    return result.submission().miner();
  }
}
