package assay.training.bounties;

import assay.chain.ChainEvent;
import assay.registry.index.FinalEvent;
import org.jdbi.v3.core.Handle;

/** The part of the projection that is about the panel. */
final class EvaluationRows {

  private final Handle transaction;

  EvaluationRows(Handle transaction) {
    this.transaction = transaction;
  }

  void apply(FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "PanelDrawn" -> seat(event);
      case "ScoresCommitted" ->
          transaction.execute(
              "update evaluation set committed_at = ? where bounty = ? and evaluator = ?",
              BountyProjection.time(found),
              event.text("bounty"),
              event.text("evaluator"));
      case "ScoresRevealed" ->
          transaction.execute(
              "update evaluation set counts = ?, revealed_at = ? where bounty = ? and evaluator = ?",
              String.join(",", event.texts("counts")),
              BountyProjection.time(found),
              event.text("bounty"),
              event.text("evaluator"));
      case "Slashed" ->
          transaction.execute(
              "update evaluation set slashed = slashed + ?::numeric where bounty = ? and evaluator = ?",
              event.text("amount"),
              event.text("bounty"),
              event.text("evaluator"));
      default -> {} // Failed draws and reports are shown from the event log itself.
    }
  }

  private void seat(ChainEvent event) {
    for (String evaluator : event.texts("seats")) {
      transaction.execute(
          "insert into evaluation (bounty, evaluator, round) values (?, ?, ?)",
          event.text("bounty"),
          evaluator,
          event.number("round"));
    }
  }
}
