package assay.training.economy;

import assay.chain.Wei;
import assay.training.ledger.BountyState;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plays bounty after bounty on one chain, and after each checks that no wei is lost and that no
 * honest player lost more than the fees of what he did.
 */
final class Economy {

  private final Tally tally = new Tally();
  private final List<Row> rows = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<BountyState, Integer> ends = new EnumMap<>(BountyState.class);
  private final Tools tools;
  private final Cast cast;
  private final Purses purses;
  private final OwnersPlay owners;
  private final Dealer dealer;
  private final Wei openingFee;
  private Map<Player<?>, BigInteger> before;

  Economy(PlayedChain chain, long seed) {
    Random chance = new Random(seed);
    cast = new Cast(chain);
    tools = Tools.on(chain, cast, chance);
    purses = new Purses(chain, cast);
    owners = new OwnersPlay(tools);
    dealer = new Dealer(cast, chance);
    openingFee = tools.market().openingFee();
    before = purses.count();
  }

  /** Plays the bounties with these numbers. */
  void play(int from, int to) {
    for (int number = from; number < to; number++) {
      cast.bondAgain();
      play(number, dealer.deal());
    }
  }

  /** Plays a bounty that is dealt by hand. */
  void play(int number, Hand hand) {
    BountyPlay play = new BountyPlay(tools, tally, owners, hand);
    Plot plot = play.play();
    boolean isExcepted = play.isCaptured() && !isSetRight(plot);
    settle(number, plot, isExcepted);
  }

  Cast cast() {
    return cast;
  }

  private boolean isSetRight(Plot plot) {
    tally.happened("a lying majority");
    boolean isRight = plot.winner().equals(plot.deserving());
    tally.happened(isRight ? "a lying majority overturned" : "a lying majority not overturned");
    return isRight;
  }

  private void settle(int number, Plot plot, boolean isExcepted) {
    Map<Player<?>, BigInteger> after = purses.count();
    BountyState end = plot.story().state();
    ends.merge(end, 1, Integer::sum);
    checkVault(number, plot, after);
    EventLedger told = EventLedger.of(plot, openingFee.value());
    if (plot.researcher().way().isHonest()) {
      tally.acted(plot.researcher());
    }
    Set<Player<?>> present = tally.takePresent();
    for (Player<?> player : cast.everybody()) {
      BigInteger gain = after.get(player).subtract(before.get(player));
      require(
          gain.equals(told.gainOf(player.address())),
          "bounty %d: events tell %s for %s, the vault %s"
              .formatted(number, told.gainOf(player.address()), player, gain));
      if (present.contains(player) || gain.signum() != 0) {
        rows.add(new Row(number, end, player, present.contains(player), gain));
      }
      if (player.way().isHonest() && !isExcepted) {
        checkBound(number, plot, player, gain);
      }
    }
    before = after;
  }

  private void checkVault(int number, Plot plot, Map<Player<?>, BigInteger> after) {
    BigInteger left = purses.left(plot.id());
    BigInteger known = after.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger all = known.add(purses.burned()).add(left);
    require(left.signum() == 0, "bounty %d left %s wei in its pot".formatted(number, left));
    require(
        all.equals(purses.vault()),
        "after bounty %d the vault has %s wei, and everybody together %s"
            .formatted(number, purses.vault(), all));
  }

  private void checkBound(int number, Plot plot, Player<?> player, BigInteger gain) {
    Bound bound = Bound.of(player, plot, openingFee);
    require(
        gain.add(bound.most()).signum() >= 0,
        "bounty %d, %s by researcher '%s': %s lost %s wei; at most %s is his to lose: %s"
            .formatted(
                number,
                plot.story().state(),
                plot.researcher().way(),
                player,
                gain.negate(),
                bound.most(),
                bound.reason()));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  /** Writes what every bounty brought everybody who took part; tools/economy.mjs draws it. */
  void write(Path file, long seed) throws IOException {
    int bounties = ends.values().stream().mapToInt(Integer::intValue).sum();
    List<String> lines = new ArrayList<>();
    lines.add("# %d bounties, seed %d; ends %s".formatted(bounties, seed, ends));
    tally.all().forEach((what, times) -> lines.add("# " + what + " = " + times));
    lines.add(Row.HEADER);
    rows.forEach(row -> lines.add(row.csv()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Every rule that did not hold, in a sentence each. */
  List<String> broken() {
    return broken;
  }

  List<Row> rows() {
    return rows;
  }

  Map<BountyState, Integer> ends() {
    return ends;
  }

  Tally tally() {
    return tally;
  }

  /** The ways that never occurred. */
  List<String> missing() {
    return cast.everybody().stream()
        .map(Player::way)
        .filter(Predicate.not(BystanderWay.class::isInstance))
        .filter(Predicate.not(ResearcherWay.HURRIES_BAD_TEST_KEY::equals))
        .map(Way::label)
        .distinct()
        .filter(label -> tally.times(label) == 0)
        .toList();
  }
}
