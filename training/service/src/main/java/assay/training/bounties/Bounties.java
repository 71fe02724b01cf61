package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.database.Columns;
import assay.registry.database.Database;
import assay.registry.listing.Listable;
import assay.registry.listing.Listable.Column;
import assay.registry.listing.Listing;
import assay.registry.listing.Place;
import assay.registry.listing.Wanted;
import assay.training.bounties.BountyView.DatasetTerm;
import assay.training.bounty.ScoreVector.Layout;
import assay.training.ledger.BountyState;
import assay.training.ledger.SubmissionStatus;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Reads bounties and everything about them from the final chain. Thread-safe. */
public final class Bounties {

  /** Earnings that are listed. */
  public static final int MOST_EARNINGS = 500;

  private static final BigInteger LATEST =
      BigInteger.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

  /** Evaluations, each with what its vector's layout depends on. */
  static final String EVALUATION =
      "select e.*, b.state, b.state_deadline, b.seat_lock,"
          + " (select count(*) from submission s where s.bounty = e.bounty) as slots,"
          + " (select count(*) from bounty_dataset d"
          + " where d.bounty = e.bounty and b.by_contribution) as datasets"
          + " from evaluation e join bounty b on b.id = e.bounty";

  private static final Listable ALL =
      new Listable(
          "select * from bounty",
          "id",
          Map.of("openedAt", Column.time("opened_at"), "reward", Column.number("reward")),
          Map.of("researcher", "r.researcher = :researcher", "state", "r.state = :state"));

  private final Database database;

  public Bounties(Database database) {
    this.database = database;
  }

  /** Bounties, by {@code openedAt} or {@code reward}. */
  public Listing<BountyView> page(Wanted wanted) {
    return database.inTransaction(transaction -> page(transaction, wanted));
  }

  static Listing<BountyView> page(Handle transaction, Wanted wanted) {
    Listing<BountyView> page = ALL.page(transaction, wanted, (row, context) -> bounty(row));
    return new Listing<>(withDatasets(transaction, page.items()), page.end());
  }

  public Optional<BountyView> find(Bytes32 id) {
    return database.inTransaction(
        transaction ->
            withDatasets(
                    transaction,
                    transaction
                        .createQuery("select * from bounty where id = :id")
                        .bind("id", id.hex())
                        .map((row, context) -> bounty(row))
                        .list())
                .stream()
                .findFirst());
  }

  /** By slot. */
  public List<SubmissionView> submissions(Bytes32 bounty) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery("select * from submission where bounty = :bounty order by slot")
                .bind("bounty", bounty.hex())
                .map((row, context) -> submission(row))
                .list());
  }

  public List<EvaluationView> evaluations(Bytes32 bounty) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(EVALUATION + " where e.bounty = :bounty order by e.round, e.evaluator")
                .bind("bounty", bounty.hex())
                .map((row, context) -> evaluation(row))
                .list());
  }

  /** In the order in which they were made. */
  public List<PayoutView> payouts(Bytes32 bounty) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select * from payout where bounty = :bounty order by block, log_index")
                .bind("bounty", bounty.hex())
                .map(
                    (row, context) ->
                        new PayoutView(
                            new Address(row.getString("account")),
                            row.getString("role"),
                            new Address(row.getString("token")),
                            Columns.wei(row, "amount"),
                            Columns.instant(row, "paid_at")))
                .list());
  }

  /**
   * A page of all payouts, or of one account's, in the order in which they were made.
   *
   * @param after where the page before ended
   */
  public Listing<PaidView> paid(Optional<Address> account, Optional<Place> after) {
    Place place = after.orElse(new Place("-1", "-1"));
    List<PaidRow> rows =
        database.inTransaction(
            transaction ->
                transaction
                    .createQuery(
                        "select * from payout where (block, log_index) > (:block, :log)"
                            + " and (:account = '' or account = :account)"
                            + " order by block, log_index limit :limit")
                    .bind("block", Long.parseLong(place.sorted()))
                    .bind("log", Long.parseLong(place.id()))
                    .bind("account", account.map(Address::hex).orElse(""))
                    .bind("limit", Wanted.MOST)
                    .map((row, context) -> paid(row))
                    .list());
    return new Listing<>(
        rows.stream().map(PaidRow::view).toList(),
        rows.size() < Wanted.MOST
            ? Optional.empty()
            : Optional.of(rows.get(rows.size() - 1).place()));
  }

  private record PaidRow(PaidView view, Place place) {}

  private static PaidRow paid(ResultSet row) throws SQLException {
    return new PaidRow(
        new PaidView(
            new Bytes32(row.getString("bounty")),
            new Address(row.getString("account")),
            row.getString("role"),
            new Address(row.getString("token")),
            Columns.wei(row, "amount"),
            Columns.instant(row, "paid_at")),
        new Place(row.getString("block"), row.getString("log_index")));
  }

  /** What an account got out of bounties, the newest first, at most {@value #MOST_EARNINGS}. */
  public List<EarningView> earnings(Address account) {
    return database.inTransaction(
        transaction ->
            transaction
                .createQuery(
                    "select * from payout where account = :account"
                        + " order by block desc, log_index desc limit :limit")
                .bind("account", account.hex())
                .bind("limit", MOST_EARNINGS)
                .map(
                    (row, context) ->
                        new EarningView(
                            new Bytes32(row.getString("bounty")),
                            row.getString("role"),
                            new Address(row.getString("token")),
                            Columns.wei(row, "amount"),
                            Columns.instant(row, "paid_at")))
                .list());
  }

  private static BountyView bounty(ResultSet row) throws SQLException {
    return new BountyView(
        new Bytes32(row.getString("id")),
        new Address(row.getString("researcher")),
        row.getString("spec"),
        BountyState.valueOf(row.getString("state")),
        deadline(row),
        new Address(row.getString("token")),
        Columns.wei(row, "reward"),
        Columns.wei(row, "panel_fee"),
        Columns.wei(row, "stake"),
        Columns.wei(row, "evaluation_fee"),
        Columns.wei(row, "seat_lock"),
        row.getInt("threshold"),
        row.getLong("private_count"),
        row.getInt("seats"),
        row.getInt("quorum"),
        row.getBoolean("by_contribution"),
        text(row, "winner").map(Address::new),
        Optional.ofNullable(row.getObject("winner_count", Long.class)),
        text(row, "model").map(Bytes32::new),
        Columns.instant(row, "opened_at"),
        List.of());
  }

  /** A chain's seconds reach further than the years that RFC 3339 can write. */
  static Optional<Instant> deadline(ResultSet row) throws SQLException {
    BigInteger seconds = row.getBigDecimal("state_deadline").toBigInteger();
    return seconds.signum() == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds.min(LATEST).longValueExact()));
  }

  private static List<BountyView> withDatasets(Handle transaction, List<BountyView> bounties) {
    Map<Bytes32, List<DatasetTerm>> datasets =
        datasets(transaction, bounties.stream().map(BountyView::id).toList());
    return bounties.stream()
        .map(bounty -> bounty.with(datasets.getOrDefault(bounty.id(), List.of())))
        .toList();
  }

  /** The datasets of each bounty, in their order. */
  private static Map<Bytes32, List<DatasetTerm>> datasets(
      Handle transaction, List<Bytes32> bounties) {
    return transaction
        .createQuery("select * from bounty_dataset where bounty = any(:bounties) order by place")
        .bind("bounties", bounties.stream().map(Bytes32::hex).toArray(String[]::new))
        .map((row, context) -> Map.entry(new Bytes32(row.getString("bounty")), dataset(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static DatasetTerm dataset(ResultSet row) throws SQLException {
    return new DatasetTerm(
        new Bytes32(row.getString("asset")),
        row.getLong("version"),
        row.getInt("weight"),
        row.getBoolean("required"),
        Optional.ofNullable(row.getObject("share", Integer.class)));
  }

  static SubmissionView submission(ResultSet row) throws SQLException {
    return new SubmissionView(
        new Address(row.getString("miner")),
        row.getInt("slot"),
        row.getLong("commit_order"),
        SubmissionStatus.valueOf(row.getString("status")),
        text(row, "checkpoint"),
        Optional.ofNullable(row.getObject("verdict", Long.class)),
        Optional.ofNullable(row.getObject("qualifies", Boolean.class)),
        row.getInt("reached"),
        Columns.instant(row, "committed_at"),
        Columns.optionalInstant(row, "revealed_at"));
  }

  static EvaluationView evaluation(ResultSet row) throws SQLException {
    List<Long> words = text(row, "counts").map(Bounties::words).orElse(List.of());
    Layout layout = layout(row, words);
    return new EvaluationView(
        new Address(row.getString("evaluator")),
        row.getInt("round"),
        Columns.optionalInstant(row, "committed_at"),
        words.subList(0, layout.counts()),
        shares(layout, words),
        Columns.optionalInstant(row, "revealed_at"),
        Columns.wei(row, "slashed"));
  }

  private static Layout layout(ResultSet row, List<Long> words) throws SQLException {
    int slots = words.isEmpty() ? 0 : row.getInt("slots");
    int datasets = row.getInt("datasets");
    return new Layout(slots, slots == 0 ? 1 : words.size() / slots - datasets, datasets);
  }

  private static List<List<Long>> shares(Layout layout, List<Long> words) {
    return IntStream.range(0, layout.datasets() == 0 ? 0 : layout.slots())
        .mapToObj(slot -> layout.sharesOf(slot, words))
        .toList();
  }

  private static List<Long> words(String joined) {
    return Arrays.stream(joined.split(",", -1)).map(Long::valueOf).toList();
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
