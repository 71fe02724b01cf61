package assay.training.economy;

import assay.chain.Address;
import assay.chain.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deals who meets in a bounty: chance, but everybody's turn comes. */
final class Dealer {

  private final Random chance;
  private final List<Address> friends;
  private final Deck<Player<ResearcherWay>> researchers;
  private final Deck<Player<ResearcherWay>> honestResearchers;
  private final Deck<Player<OwnerWay>> owners;
  private final Deck<Player<MinerWay>> miners;

  Dealer(Cast cast, Random chance) {
    this.chance = chance;
    this.friends = cast.named(EvaluatorWay.CARTEL);
    List<Player<ResearcherWay>> honest =
        cast.researchers.stream().filter(one -> one.way().isHonest()).toList();
    List<Player<ResearcherWay>> all = new ArrayList<>(cast.researchers);
    all.removeIf(one -> one.way() == ResearcherWay.HURRIES_BAD_TEST_KEY);
    all.addAll(honest);
    all.addAll(honest);
    List<Player<MinerWay>> handed = new ArrayList<>(cast.miners);
    cast.miners.stream().filter(one -> one.way().isHonest()).forEach(handed::add);
    cast.miners.stream().filter(one -> !one.way().needsCartel()).forEach(handed::add);
    this.researchers = new Deck<>(all, chance);
    this.honestResearchers = new Deck<>(honest, chance);
    this.owners = new Deck<>(cast.owners, chance);
    this.miners = new Deck<>(handed, chance);
  }

  /** One bounty: two in three panels have three seats, the others five. */
  Hand deal() {
    List<Player<MinerWay>> found = miners.next(1 + chance.nextInt(3));
    boolean isCartel = found.stream().anyMatch(miner -> miner.way().needsCartel());
    Wei reward = Wei.ofEther("1").times(1 + chance.nextInt(5));
    // Odd amounts, so that shares have remainders.
    Wei odd = new Wei(BigInteger.valueOf(chance.nextInt(1_000)));
    return new Hand(
        isCartel ? honestResearchers.next() : researchers.next(),
        owners.next(1 + chance.nextInt(2)),
        found,
        isCartel || chance.nextInt(3) > 0 ? 3 : 5,
        reward.plus(odd),
        isCartel ? friends : List.of());
  }
}
