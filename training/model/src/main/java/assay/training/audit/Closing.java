package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the seats are judged by the final verdicts: who earns a fee, who loses what. */
final class Closing {

  private static final int LIE = 1;
  private static final int SILENT = 2;
  private static final int ABSENT = 3;
  private static final int KEY_WITHHELD = 4;
  private static final BigInteger TENTH = BigInteger.TEN;
  private static final BigInteger FIFTIETH = BigInteger.valueOf(50);

  private final BountyCase bounty;
  private final Panel panel;
  private final Ending ending;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> moved = new ArrayList<>();
  private final List<List<Address>> earners = List.of(new ArrayList<>(), new ArrayList<>());
  private BigInteger inherited = BigInteger.ZERO;

  Closing(BountyCase bounty, Panel panel, Ending ending) {
    this.bounty = bounty;
    this.panel = panel;
    this.ending = ending;
    panel.seats(false).forEach(this::close);
    panel.seats(true).forEach(this::close);
  }

  /** Seats of a stage that share its fees. */
  List<Address> earners(boolean challenge) {
    return List.copyOf(earners.get(challenge ? 1 : 0));
  }

  /** Whether any seat of a stage revealed. */
  boolean revealed(boolean challenge) {
    return panel.seats(challenge).stream()
        .anyMatch(seat -> panel.reveal(seat.account()).isPresent());
  }

  /** What liars lost to the second panel. */
  BigInteger inherited() {
    return inherited;
  }

  Claim claim() {
    return Findings.derive(
        ClaimName.SLASHES,
        "all seats",
        "a tenth for a lie or silence, a fiftieth for absence, all for a withheld key",
        findings -> {
          findings.sameRows("the judgement", rows, told());
          findings.sameRows("the slash in the vault", moved, movedInVault());
        });
  }

  private boolean isDefaulted() {
    return ending.state() == State.DEFAULTED;
  }

  private void close(Panel.Seat seat) {
    Address account = seat.account();
    Optional<List<Long>> counts = panel.counts(account, ending.change());
    if (earns(account, counts)) {
      earners.get(seat.isOfChallenge() ? 1 : 0).add(account);
    }
    BigInteger lock = bounty.terms().money().seatLock();
    int reason = reason(seat, counts);
    BigInteger amount =
        switch (reason) {
          case LIE, SILENT -> lock.divide(TENTH);
          case ABSENT -> lock.divide(FIFTIETH);
          case KEY_WITHHELD -> lock;
          default -> BigInteger.ZERO;
        };
    boolean isInherited = reason == LIE && ending.overturned();
    inherited = isInherited ? inherited.add(amount) : inherited;
    if (amount.signum() != 0) {
      rows.add(
          Row.of(
              "Slashed",
              "bounty",
              bounty.id(),
              "evaluator",
              account,
              "reason",
              reason,
              "amount",
              amount));
      moved.add(moved(isInherited, account, amount));
    }
    rows.add(Row.of("SeatReleased", "actor", account, "slashed", amount));
  }

  private Row moved(boolean isInherited, Address account, BigInteger amount) {
    Address heir = isInherited ? bounty.evidence().address(ContractName.PAYOUTS) : Address.ZERO;
    return Row.of("moved", "actor", account, "amount", amount, "to", heir);
  }

  private boolean earns(Address account, Optional<List<Long>> counts) {
    if (isDefaulted()) {
      return counts.isPresent() || hasActed(account);
    }
    if (counts.isEmpty()) {
      return false;
    }
    List<Long> verdicts = ending.tally().verdicts();
    for (int i = 0; i < verdicts.size(); i++) {
      if (counts.get().get(i) > Tally.UNDECIDED && verdicts.get(i) < Tally.UNDECIDED) {
        rows.add(Row.of("FeeForfeited", "bounty", bounty.id(), "evaluator", account));
        return false;
      }
    }
    return true;
  }

  private boolean hasActed(Address account) {
    return panel.commit(account).isPresent() || panel.hasReported(account);
  }

  private int reason(Panel.Seat seat, Optional<List<Long>> counts) {
    if (counts.isPresent()) {
      return reason(counts.get());
    }
    boolean hasReported = panel.hasReported(seat.account());
    if (isDefaulted() && (seat.round() == lastRound() || hasReported)) {
      return 0;
    }
    return panel.commit(seat.account()).isPresent() ? SILENT : ABSENT;
  }

  /** A default cuts it short, so that a slow seat may not have had its time. */
  private int lastRound() {
    return panel.seats(false).stream().mapToInt(Panel.Seat::round).max().orElse(0);
  }

  private int reason(List<Long> counts) {
    Terms terms = bounty.terms();
    if (ending.keyWithheld()) {
      int slot = ending.winner().orElseThrow().submission().slot();
      if (ending.tally().layout().countsOf(slot, counts).get(0) < Tally.UNDECIDED) {
        return KEY_WITHHELD;
      }
    }
    List<Long> verdicts = ending.tally().verdicts();
    for (int i = 0; i < verdicts.size(); i++) {
      boolean isCounted = counts.get(i) < Tally.UNDECIDED && verdicts.get(i) < Tally.UNDECIDED;
      long apart = Math.abs(counts.get(i) - verdicts.get(i));
      if (isCounted && apart > terms.tolerance(i % terms.groups())) {
        return LIE;
      }
    }
    return 0;
  }

  // ------------------------------------------------------------------ what is told

  private List<Row> told() {
    List<ChainEvent> events = new ArrayList<>(bounty.events("Slashed"));
    events.addAll(bounty.events("FeeForfeited"));
    events.addAll(bounty.events("SeatReleased"));
    return events.stream()
        .sorted(Comparator.comparing(ChainEvent::position))
        .map(Closing::row)
        .toList();
  }

  /** Tickets are left to {@link Tickets}, which knows the whole bond. */
  private static Row row(ChainEvent event) {
    return event.name().equals("SeatReleased")
        ? Row.of(
            "SeatReleased", "actor", event.address("actor"), "slashed", event.integer("slashed"))
        : Row.of(event);
  }

  /** The vault says where a slash went right after the bond said so. */
  private List<Row> movedInVault() {
    List<ChainEvent> all = bounty.evidence().events();
    List<Row> found = new ArrayList<>();
    for (ChainEvent released : bounty.events("SeatReleased")) {
      int next = bounty.index(released) + 1;
      if (released.integer("slashed").signum() != 0 && next < all.size()) {
        found.add(vaultRow(all.get(next)));
      }
    }
    return found;
  }

  private Row vaultRow(ChainEvent event) {
    boolean isOurs =
        event.values().containsKey("module")
            && event
                .address("module")
                .equals(bounty.evidence().address(ContractName.ACTOR_REGISTRY))
            && event.address("token").isZero();
    if (!isOurs || !(event.name().equals("PotPaid") || event.name().equals("PotBurned"))) {
      return Row.of(event);
    }
    String key = event.bytes32("key").hex();
    return Row.of(
        "moved",
        "actor",
        new Address("0x" + key.substring(key.length() - 40)),
        "amount",
        event.integer("amount"),
        "to",
        event.name().equals("PotPaid") ? event.address("to") : Address.ZERO);
  }
}
