package assay.training.bounties;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.registry.catalogue.AssetIds;
import assay.registry.index.Changes;
import assay.registry.index.FinalEvent;
import assay.registry.index.Projection;
import assay.training.ledger.BountyState;
import assay.training.ledger.PayoutRole;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Bounties, submissions and payouts, as the market's final events tell them. */
public final class BountyProjection implements Projection {

  @Override
  public void clear(Handle transaction) {
    transaction.execute("truncate bounty, bounty_dataset, submission, evaluation, payout");
  }

  @Override
  public void apply(Changes changes, FinalEvent found) {
    switch (found.event().contract()) {
      case BOUNTY_MARKET -> applyMarket(changes, found);
      case SUBMISSIONS -> new SubmissionRows(changes).apply(found);
      case PAYOUTS -> applyPayouts(changes, found);
      case EVALUATION_PANEL -> new EvaluationRows(changes).apply(found);
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

  private static void applyMarket(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    switch (event.name()) {
      case "BountyOpened" -> open(changes, found);
      case "BountyMoney" -> addMoney(changes, event);
      case "BountyTest" -> addTest(changes, event);
      case "BountyExtras" ->
          changes.of(
              event.text("bounty"),
              "update bounty set by_contribution = ? where id = ?",
              event.flag("byContribution"),
              event.text("bounty"));
      case "DatasetListed" -> addDataset(changes, event);
      case "StateChanged" -> changeState(changes, event);
      case "WinnerChosen" -> chooseWinner(changes, event);
      case "ModelSettled" ->
          changes.of(
              event.text("bounty"),
              "update bounty set model = ? where id = ?",
              event.text("asset"),
              event.text("bounty"));
      default -> {} // Windows, samples, challenges and keys are shown from the event log itself.
    }
  }

  private static void applyPayouts(Changes changes, FinalEvent found) {
    switch (found.event().name()) {
      case "Paid" -> pay(changes, found);
      case "SharesMeasured" -> addShares(changes, found.event());
      default -> {} // Burns and forfeits are shown from the event log itself.
    }
  }

  private static void open(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    changes.of(
        event.text("bounty"),
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

  private static void addMoney(Changes changes, ChainEvent event) {
    changes.of(
        event.text("bounty"),
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

  private static void addTest(Changes changes, ChainEvent event) {
    changes.of(
        event.text("bounty"),
        "update bounty set threshold = ?, test_count = ?, private_count = ?, seats = ?, quorum = ?"
            + " where id = ?",
        event.number("thresholdMillionths"),
        event.number("testCount"),
        event.number("privateCount"),
        event.number("seats"),
        event.number("quorum"),
        event.text("bounty"));
  }

  private static void addDataset(Changes changes, ChainEvent event) {
    changes.below(
        event.text("bounty"),
        event.text("bounty") + event.text("index"),
        "insert into bounty_dataset (bounty, place, asset, version, weight, required)"
            + " values (?, ?, ?, ?, ?, ?)",
        event.text("bounty"),
        event.number("index"),
        event.text("asset"),
        event.number("version"),
        event.number("weight"),
        event.flag("required"));
  }

  private static void addShares(Changes changes, ChainEvent event) {
    List<String> shares = event.texts("shares");
    for (int place = 0; place < shares.size(); place++) {
      changes.below(
          event.text("bounty"),
          event.text("bounty") + place,
          "update bounty_dataset set share = ? where bounty = ? and place = ?",
          Integer.valueOf(shares.get(place)),
          event.text("bounty"),
          place);
    }
  }

  private static void changeState(Changes changes, ChainEvent event) {
    changes.of(
        event.text("bounty"),
        "update bounty set state = ?, state_deadline = ?::numeric where id = ?",
        BountyState.numbered(event.number("state")).name(),
        event.text("deadline"),
        event.text("bounty"));
  }

  /** A challenge may leave nobody who qualifies: then there is no winner any more. */
  private static void chooseWinner(Changes changes, ChainEvent event) {
    boolean isNobody = event.address("miner").equals(Address.ZERO);
    changes.of(
        event.text("bounty"),
        "update bounty set winner = ?, winner_count = ? where id = ?",
        isNobody ? null : event.text("miner"),
        isNobody ? null : event.number("count"),
        event.text("bounty"));
  }

  private static void pay(Changes changes, FinalEvent found) {
    ChainEvent event = found.event();
    changes.below(
        event.text("bounty"),
        event.position().block() + "-" + event.position().logIndex(),
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
