package assay.training.bounties;

import assay.chain.ChainEvent;
import assay.registry.catalogue.AssetIds;
import assay.registry.index.Changes;
import assay.registry.index.FinalEvent;
import assay.training.ledger.SubmissionStatus;

/** The part of the projection that is about submissions. */
final class SubmissionRows {

  private final Changes changes;

  SubmissionRows(Changes changes) {
    this.changes = changes;
  }

  void apply(FinalEvent found) {
    switch (found.event().name()) {
      case "Committed" -> commit(found);
      case "Revealed" -> reveal(found);
      case "SubmissionChanged" -> change(found.event());
      case "VerdictGiven" -> judge(found.event());
      default -> {} // Which grants a reveal named is shown from the event log itself.
    }
  }

  private void commit(FinalEvent found) {
    ChainEvent event = found.event();
    changes.below(
        event.text("bounty"),
        row(event),
        "insert into submission (bounty, miner, slot, commit_order, status, committed_at)"
            + " values (?, ?, ?, ?, ?, ?) on conflict (bounty, miner) do update set"
            + " commit_order = excluded.commit_order, committed_at = excluded.committed_at",
        event.text("bounty"),
        event.text("miner"),
        event.number("slot"),
        event.number("order"),
        SubmissionStatus.COMMITTED.name(),
        BountyProjection.time(found));
  }

  private void reveal(FinalEvent found) {
    ChainEvent event = found.event();
    changes.below(
        event.text("bounty"),
        row(event),
        "update submission set checkpoint = ?, cipher_root = ?, cipher_size = ?::numeric,"
            + " status = ?, revealed_at = ? where bounty = ? and miner = ?",
        AssetIds.cidText(event.text("cidPrefix"), event.text("cidDigest")),
        event.text("cipherRoot"),
        event.text("cipherSize"),
        SubmissionStatus.STANDING.name(),
        BountyProjection.time(found),
        event.text("bounty"),
        event.text("miner"));
  }

  private void change(ChainEvent event) {
    changes.below(
        event.text("bounty"),
        row(event),
        "update submission set status = ? where bounty = ? and miner = ?",
        SubmissionStatus.numbered(event.number("status")).name(),
        event.text("bounty"),
        event.text("miner"));
  }

  private void judge(ChainEvent event) {
    changes.below(
        event.text("bounty"),
        row(event),
        "update submission set status = ?, verdict = ?, qualifies = ?, reached = ?"
            + " where bounty = ? and miner = ?",
        SubmissionStatus.numbered(event.number("status")).name(),
        event.number("count"),
        event.flag("qualifies"),
        event.number("reached"),
        event.text("bounty"),
        event.text("miner"));
  }

  private static String row(ChainEvent event) {
    return event.text("bounty") + event.text("miner");
  }
}
