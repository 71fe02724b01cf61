package assay.agent.coordinator;

import assay.agent.loop.Narrator;
import assay.training.bounty.BountyId;
import assay.training.federated.round.FederatedRound;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.RoundMetrics;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells how the rounds of a job go. Not thread-safe. */
final class RoundNotes {

  private final Narrator narrator;
  private final BountyId bounty;
  private boolean isWaitingTold;

  RoundNotes(Narrator narrator, BountyId bounty) {
    this.narrator = narrator;
    this.bounty = bounty;
  }

  void resumed(int round) {
    narrator.tell(
        "resumed",
        bounty,
        "Goes on after round %d.".formatted(round),
        Map.of("round", String.valueOf(round)));
  }

  /** Once until somebody can be called. */
  void waits(int ready, int least) {
    if (!isWaitingTold) {
      isWaitingTold = true;
      narrator.tell(
          "waits-for-sites",
          bounty,
          "%d sites are ready and have granted; a round needs %d.".formatted(ready, least));
    }
  }

  void called(int round, int sites, long seconds) {
    isWaitingTold = false;
    narrator.tell(
        "round-called",
        bounty,
        "Called %d sites to round %d, for %d s.".formatted(sites, round, seconds),
        Map.of("round", String.valueOf(round), "called", String.valueOf(sites)));
  }

  void leftOut(int round, LeftOut left) {
    narrator.tell(
        "site-left-out",
        bounty,
        "Round %d goes on without %s: %s".formatted(round, left.site(), left.why()),
        Map.of("round", String.valueOf(round), "site", left.site().hex(), "reason", left.why()));
  }

  void tooFew(int round, int came, int least) {
    narrator.tell(
        "too-few-updates",
        bounty,
        "%d updates came to round %d, it needs %d; calls again.".formatted(came, round, least));
  }

  void finished(FederatedRound round, RoundMetrics metrics, int rounds) {
    int asked = round.updates().size() + round.leftOut().size();
    String accuracy = String.format(Locale.ROOT, "%.3f", metrics.accuracy());
    narrator.tell(
        "federated-round",
        bounty,
        "Round %d of %d: %d of %d sites in, accuracy %s on the public samples."
            .formatted(round.number(), rounds, round.updates().size(), asked, accuracy),
        Map.of(
            "round", String.valueOf(round.number()),
            "rounds", String.valueOf(rounds),
            "in", String.valueOf(round.updates().size()),
            "called", String.valueOf(asked),
            "sites", sites(round),
            "accuracy", accuracy));
  }

  /** Whose updates are in it, with commas between. */
  private static String sites(FederatedRound round) {
    return round.updates().stream()
        .map(update -> update.statement().site().hex())
        .collect(Collectors.joining(","));
  }

  void published(int round) {
    narrator.tell(
        "round-published",
        bounty,
        "Round %d is anchored and recorded.".formatted(round),
        Map.of("round", String.valueOf(round)));
  }

  void early(int rounds) {
    narrator.tell(
        "ends-early",
        bounty,
        "Ends after round %d: another round might end after the last commit.".formatted(rounds));
  }
}
