package assay.training.audit;

import assay.chain.Address;
import assay.chain.ChainEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the owners' part is shared by: the medians of what seats told of the winner's datasets, or
 * the weights where nothing was measured; and which seats' fees the medians cost.
 */
final class OwnersParts {

  private static final int TOLERANCE = 200;

  private final BountyCase bounty;
  private final Panel panel;
  private final Ending ending;
  private final List<Long> medians;
  private final List<Row> rows = new ArrayList<>();
  private final List<List<Address>> earners;

  OwnersParts(BountyCase bounty, Panel panel, Ending ending, Closing closing) {
    this.bounty = bounty;
    this.panel = panel;
    this.ending = ending;
    boolean isPaid = ending.state() == State.SETTLED && bounty.terms().byContribution();
    this.medians = isPaid ? medians(closing) : List.of();
    if (isMeasured()) {
      rows.add(
          Row.of(
              "SharesMeasured",
              "bounty",
              bounty.id(),
              "miner",
              Ending.miner(ending.winner().orElseThrow()),
              "shares",
              medians));
    }
    this.earners = List.of(near(closing.earners(false)), near(closing.earners(true)));
  }

  /** Seats of a stage that share its fees in the end. */
  List<Address> earners(boolean challenge) {
    return earners.get(challenge ? 1 : 0);
  }

  /** One for each dataset. */
  List<Long> parts() {
    return isMeasured()
        ? medians
        : bounty.terms().datasets().stream().map(dataset -> (long) dataset.weight()).toList();
  }

  Claim claim() {
    return Findings.derive(
        ClaimName.CONTRIBUTION,
        isMeasured() ? "medians " + medians : "the weights of the terms",
        "lower medians of the seats' shares; who told others by more than 200 gets no fee",
        findings -> findings.sameRows("the contribution", rows, told()));
  }

  private boolean isMeasured() {
    return medians.stream().anyMatch(median -> median != 0);
  }

  /** Of the challenge's seats where a majority of them earn, else of the panel's. */
  private List<Long> medians(Closing closing) {
    List<Address> second = closing.earners(true);
    List<List<Long>> told =
        (second.size() >= panel.quorum(true) ? second : closing.earners(false))
            .stream().map(this::shares).toList();
    if (told.isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, bounty.terms().datasets().size())
        .mapToObj(dataset -> lowerMiddle(told, dataset))
        .toList();
  }

  private static long lowerMiddle(List<List<Long>> told, int dataset) {
    List<Long> sorted = told.stream().map(shares -> shares.get(dataset)).sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** What a seat told of the winner's datasets. */
  private List<Long> shares(Address seat) {
    List<Long> words = panel.counts(seat, ending.change()).orElseThrow();
    int slot = ending.winner().orElseThrow().submission().slot();
    return ending.tally().layout().sharesOf(slot, words);
  }

  private List<Address> near(List<Address> seats) {
    List<Address> near = new ArrayList<>(seats);
    if (isMeasured()) {
      near.removeIf(seat -> !isNear(shares(seat)));
      seats.stream()
          .filter(seat -> !near.contains(seat))
          .map(seat -> Row.of("ShareFeeForfeited", "bounty", bounty.id(), "evaluator", seat))
          .forEach(rows::add);
    }
    return List.copyOf(near);
  }

  private boolean isNear(List<Long> shares) {
    return IntStream.range(0, shares.size())
        .allMatch(i -> Math.abs(shares.get(i) - medians.get(i)) <= TOLERANCE);
  }

  private List<Row> told() {
    List<ChainEvent> events = new ArrayList<>(bounty.events("SharesMeasured"));
    events.addAll(bounty.events("ShareFeeForfeited"));
    return events.stream().sorted(Comparator.comparing(ChainEvent::position)).map(Row::of).toList();
  }
}
