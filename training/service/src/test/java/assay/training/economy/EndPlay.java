package assay.training.economy;

import assay.chain.Address;
import java.util.Optional;

/** What comes after the verdicts: doubts, delivery, complaints and their answers. */
final class EndPlay {

  private static final int WRONG_DOUBTS = 6;

  private final Tools tools;
  private final Tally tally;
  private final Plot plot;
  private final PanelPlay panel;
  private boolean hasDoubted;
  private boolean hasDelivered;

  EndPlay(Tools tools, Tally tally, Plot plot, PanelPlay panel) {
    this.tools = tools;
    this.tally = tally;
    this.plot = plot;
    this.panel = panel;
  }

  /** Whoever knows better doubts a wrong winner; now and then somebody doubts a right one. */
  void doubt() {
    if (hasDoubted) {
      return;
    }
    hasDoubted = true;
    if (!plot.winner().equals(plot.deserving())) {
      challenge(ChallengerWay.RIGHT);
    } else if (!plot.namesEvaluators() && tools.oneIn(WRONG_DOUBTS)) {
      challenge(ChallengerWay.WRONG);
    }
  }

  private void challenge(ChallengerWay way) {
    Player<ChallengerWay> challenger = tools.cast().challenger(way);
    tally.acted(challenger);
    tools.send(challenger, tools.market().challenge(plot.id()));
  }

  /**
   * The miner or any honest seat seals the key to the researcher. Only where all are the miner's
   * friends it does not come.
   */
  void deliver() {
    if (hasDelivered) {
      return;
    }
    hasDelivered = true;
    Entry winner = plot.winner().orElseThrow();
    boolean isKept = winner.miner().way().needsCartel() && !panel.hadHonestSeat();
    boolean complains = isKept || plot.researcher().way() == ResearcherWay.COMPLAINS_FALSELY;
    if (isKept) {
      tally.acted(winner.miner());
      panel.seatedIn(0).forEach(this::actedAsCartel);
    }
    if (complains) {
      tally.acted(plot.researcher());
      tools.send(plot.researcher(), tools.market().complain(plot.id()));
      answer(winner, isKept).ifPresent(this::publish);
    }
  }

  private void actedAsCartel(Address seat) {
    tally.acted(tools.cast().evaluator(seat));
  }

  private static Optional<Entry> answer(Entry winner, boolean isKept) {
    boolean isSilent = isKept && winner.miner().way() != MinerWay.PUBLISHES_LATE;
    return isSilent ? Optional.empty() : Optional.of(winner);
  }

  private void publish(Entry winner) {
    tools.send(winner.miner(), tools.market().publishKey(plot.id(), winner.key()));
  }
}
