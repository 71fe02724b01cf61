package assay.training.bounties;

import assay.chain.ChainEvent;
import assay.registry.index.Changes;
import assay.registry.index.FinalEvent;

/** The part of the projection that is about the panel. */
final class EvaluationRows {

  private final Changes changes;

  EvaluationRows(Changes changes) {
    this.changes = changes;
  }

  void apply(FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "PanelDrawn" -> seat(event);
      case "ScoresCommitted" ->
          changes.of(
              row(event, event.text("evaluator")),
              "update evaluation set committed_at = ? where bounty = ? and evaluator = ?",
              BountyProjection.time(found),
              event.text("bounty"),
              event.text("evaluator"));
      case "ScoresRevealed" ->
          changes.of(
              row(event, event.text("evaluator")),
              "update evaluation set counts = ?, revealed_at = ? where bounty = ? and evaluator = ?",
              String.join(",", event.texts("counts")),
              BountyProjection.time(found),
              event.text("bounty"),
              event.text("evaluator"));
      case "Slashed" ->
          changes.of(
              row(event, event.text("evaluator")),
              "update evaluation set slashed = slashed + ?::numeric where bounty = ? and evaluator = ?",
              event.text("amount"),
              event.text("bounty"),
              event.text("evaluator"));
      default -> {} // Failed draws and reports are shown from the event log itself.
    }
  }

  private void seat(ChainEvent event) {
    for (String evaluator : event.texts("seats")) {
      changes.below(
          event.text("bounty"),
          row(event, evaluator),
          "insert into evaluation (bounty, evaluator, round) values (?, ?, ?)",
          event.text("bounty"),
          evaluator,
          event.number("round"));
    }
  }

  private static String row(ChainEvent event, String evaluator) {
    return event.text("bounty") + evaluator;
  }
}
