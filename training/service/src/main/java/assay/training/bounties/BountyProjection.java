package assay.training.bounties;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.registry.catalogue.AssetIds;
import assay.registry.index.FinalEvent;
import assay.registry.index.Projection;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/** Bounties, submissions and payouts, as the market's final events tell them. */
public final class BountyProjection implements Projection {

  @Override
  public void clear(Handle transaction) {
    transaction.execute("truncate bounty, bounty_dataset, submission, evaluation, payout");
  }

  @Override
  public void apply(Handle transaction, FinalEvent found) {
    switch (found.event().contract()) {
      case BOUNTY_MARKET -> applyMarket(transaction, found);
      case SUBMISSIONS -> new SubmissionRows(transaction).apply(found);
      case PAYOUTS -> applyPayouts(transaction, found);
      case EVALUATION_PANEL -> new EvaluationRows(transaction).apply(found);
      case RELAY,
          BOUNTY_RULES,
          VAULT,
          ASSET_REGISTRY,
          ACCESS_GRANTS,
          ACTOR_REGISTRY,
          SEED_BEACON,
          ANCHOR -> {} // Seeds are shown from the event log itself.
    }
  }

  private static void applyMarket(Handle transaction, FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "BountyOpened" -> open(transaction, found);
      case "BountyMoney" -> addMoney(transaction, event);
      case "BountyTest" -> addTest(transaction, event);
      case "DatasetListed" -> addDataset(transaction, event);
      case "StateChanged" -> changeState(transaction, event);
      case "WinnerChosen" -> chooseWinner(transaction, event);
      case "ModelSettled" ->
          transaction.execute(
              "update bounty set model = ? where id = ?",
              event.text("asset"),
              event.text("bounty"));
      default -> {} // Windows, samples, challenges and keys are shown from the event log itself.
    }
  }

  private static void applyPayouts(Handle transaction, FinalEvent found) {
    if (found.event().name().equals("Paid")) {
      pay(transaction, found);
    }
  }

  private static void open(Handle transaction, FinalEvent found) {
    ChainEvent event = found.event();
    transaction.execute(
        "insert into bounty (id, researcher, recipient, platform, spec, spec_hash, state, opened_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        event.text("bounty"),
        event.text("researcher"),
        event.text("recipient"),
        event.text("platform"),
        AssetIds.cidText(event.text("specCidPrefix"), event.text("specCidDigest")),
        event.text("specHash"),
        BountyState.SAMPLED.name(),
        time(found));
  }

  private static void addMoney(Handle transaction, ChainEvent event) {
    transaction.execute(
        "update bounty set token = ?, reward = ?::numeric, panel_fee = ?::numeric,"
            + " opening_fee = ?::numeric, stake = ?::numeric, evaluation_fee = ?::numeric,"
            + " seat_lock = ?::numeric where id = ?",
        event.text("token"),
        event.text("reward"),
        event.text("panelFee"),
        event.text("openingFee"),
        event.text("stake"),
        event.text("evaluationFee"),
        event.text("seatLock"),
        event.text("bounty"));
  }

  private static void addTest(Handle transaction, ChainEvent event) {
    transaction.execute(
        "update bounty set threshold = ?, test_count = ?, private_count = ?, seats = ?, quorum = ?"
            + " where id = ?",
        event.number("thresholdMillionths"),
        event.number("testCount"),
        event.number("privateCount"),
        event.number("seats"),
        event.number("quorum"),
        event.text("bounty"));
  }

  private static void addDataset(Handle transaction, ChainEvent event) {
    transaction.execute(
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " values (?, ?, ?, ?, ?, ?)",
        event.text("bounty"),
        event.number("index"),
        event.text("asset"),
        event.number("version"),
        event.number("weight"),
        event.flag("required"));
  }

  private static void changeState(Handle transaction, ChainEvent event) {
    transaction.execute(
        "update bounty set state = ?, state_deadline = ?::numeric where id = ?",
        BountyState.numbered(event.number("state")).name(),
        event.text("deadline"),
        event.text("bounty"));
  }

  /** A challenge may leave nobody who qualifies: then there is no winner any more. */
  private static void chooseWinner(Handle transaction, ChainEvent event) {
    boolean isNobody = event.address("miner").equals(Address.ZERO);
    transaction.execute(
        "update bounty set winner = ?, winner_count = ? where id = ?",
        isNobody ? null : event.text("miner"),
        isNobody ? null : event.number("count"),
        event.text("bounty"));
  }

  private static void pay(Handle transaction, FinalEvent found) {
    ChainEvent event = found.event();
    transaction.execute(
        "insert into payout (block, log_index, bounty, account, role, token, amount, paid_at)"
            + " values (?, ?, ?, ?, ?, ?, ?::numeric, ?)",
        event.position().block(),
        event.position().logIndex(),
        event.text("bounty"),
        event.text("to"),
        PayoutRole.numbered(event.number("role")).text(),
        event.text("token"),
        event.text("amount"),
        time(found));
  }

  static OffsetDateTime time(FinalEvent found) {
    return found.minedAt().atOffset(ZoneOffset.UTC);
  }
}
