package assay.training.economy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ContractCall;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;
import assay.registry.seal.AgeRecipient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everybody who plays: all money in the vault is theirs, and comes in here and never again. */
final class Cast {

  private static final Wei DEPOSIT = Wei.ofEther("20000");
  private static final Wei BOND = Wei.ofEther("40");
  private static final Wei LOW_BOND = Wei.ofEther("30");

  /** For some thousand bounties; the same for few, so that they are the first of many. */
  private static final int PREIMAGES = 2_100;

  private final PlayedChain chain;
  private final Actors actors;
  private final Map<Address, Player<?>> everybody = new HashMap<>();
  private final List<Player<?>> inOrder = new ArrayList<>();
  private final Map<Address, HashChain> preimages = new HashMap<>();

  final List<Player<ResearcherWay>> researchers = new ArrayList<>();
  final List<Player<MinerWay>> miners = new ArrayList<>();
  final List<Player<OwnerWay>> owners = new ArrayList<>();
  final List<Player<EvaluatorWay>> evaluators = new ArrayList<>();
  final List<Player<ChallengerWay>> challengers = new ArrayList<>();
  final Player<BystanderWay> platform;
  final Player<BystanderWay> buyer;

  Cast(PlayedChain chain) {
    this.chain = chain;
    this.actors = new Actors(chain.client(), chain.deployment());
    for (ResearcherWay way : ResearcherWay.values()) {
      enter(researchers, way, way.isHonest() ? 3 : 1);
    }
    for (MinerWay way : MinerWay.values()) {
      enter(miners, way, way.isHonest() ? 4 : 1);
    }
    for (OwnerWay way : OwnerWay.values()) {
      enter(owners, way, way.isHonest() ? 3 : 1);
    }
    for (EvaluatorWay way : EvaluatorWay.values()) {
      enter(evaluators, way, count(way));
    }
    for (ChallengerWay way : ChallengerWay.values()) {
      enter(challengers, way, 1);
    }
    platform = player(BystanderWay.PLATFORM, 1);
    buyer = player(BystanderWay.BUYER, 1);
    evaluators.forEach(this::enrol);
  }

  private static int count(EvaluatorWay way) {
    return switch (way) {
      case HONEST -> 13;
      case COLLUDES, CARTEL -> 3;
      case LIES_ALONE, LAZY -> 2;
      case MARKS_EVERYTHING, ABSENT, REPORTS_FALSELY, WITHHOLDS_PREIMAGES -> 1;
    };
  }

  private <W extends Way> void enter(List<Player<W>> into, W way, int count) {
    for (int number = 1; number <= count; number++) {
      into.add(player(way, number));
    }
  }

  private <W extends Way> Player<W> player(W way, int number) {
    Player<W> player = new Player<>(way.label() + " " + number, way, chain.newAccount());
    chain.send(player.sender(), actors.deposit(DEPOSIT));
    everybody.put(player.address(), player);
    inOrder.add(player);
    return player;
  }

  private void enrol(Player<EvaluatorWay> evaluator) {
    TransactionSender sender = evaluator.sender();
    HashChain preimage = new HashChain(Bytes32.keccak256("beacon " + evaluator), PREIMAGES);
    Bytes32 recipient = Bytes32.keccak256("recipient " + evaluator);
    chain.send(sender, actors.join(EnumSet.of(Role.EVALUATOR), new AgeRecipient(recipient)));
    chain.send(sender, actors.bond(BOND));
    chain.send(sender, actors.registerChain(preimage.tip()));
    preimages.put(sender.address(), preimage);
  }

  /** Evaluators who were slashed bond again out of what they have. */
  void bondAgain() {
    for (Player<EvaluatorWay> evaluator : evaluators) {
      Wei bonded = actors.bonded(evaluator.address());
      if (bonded.compareTo(LOW_BOND) < 0) {
        ContractCall more = actors.bond(BOND.minus(bonded));
        chain.send(evaluator.sender(), more);
      }
    }
  }

  List<Player<?>> everybody() {
    return Collections.unmodifiableList(inOrder);
  }

  Player<?> at(Address address) {
    return Objects.requireNonNull(everybody.get(address), () -> "a stranger: " + address);
  }

  Player<EvaluatorWay> evaluator(Address address) {
    return evaluators.stream().filter(e -> e.address().equals(address)).findFirst().orElseThrow();
  }

  Bytes32 preimage(Address contributor, long position) {
    return Objects.requireNonNull(preimages.get(contributor)).at(position);
  }

  Player<ChallengerWay> challenger(ChallengerWay way) {
    return challengers.stream().filter(one -> one.way() == way).findFirst().orElseThrow();
  }

  /** Those evaluators in the order of their addresses, as a bounty names them. */
  List<Address> named(EvaluatorWay way) {
    return evaluators.stream()
        .filter(one -> one.way() == way)
        .map(Player::address)
        .sorted(Comparator.comparing(Address::hex, String::compareToIgnoreCase))
        .toList();
  }
}
