package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.FinalEvents;
import assay.chain.LocalChain;
import assay.chain.TransactionSender;
import assay.chain.Wei;
import assay.registry.actor.Actors;
import assay.registry.actor.HashChain;
import assay.registry.actor.Role;
import assay.registry.seal.AgeIdentity;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import assay.training.bounty.ScoreVector;
import assay.training.ledger.BeaconCalls;
import assay.training.ledger.BountyFacts;
import assay.training.ledger.PanelCalls;
import assay.training.ledger.SeedRequest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Accounts with one ticket and a hash chain each, and what they do for a bounty. */
final class Evaluators {

  private static final Bytes32 SALT = Bytes32.keccak256("salt");

  private final LocalChain local;
  private final FinalEvents events;
  private final Actors actors;
  private final BeaconCalls beacon;
  private final PanelCalls panel;
  private final Map<Address, HashChain> chains = new LinkedHashMap<>();
  private final Map<Address, TransactionSender> senders = new LinkedHashMap<>();

  Evaluators(LocalChain local, FinalEvents events) {
    this.local = local;
    this.events = events;
    this.actors = new Actors(local.chain(), local.deployment());
    this.beacon = new BeaconCalls(local.chain(), local.deployment());
    this.panel = new PanelCalls(local.chain(), local.deployment());
  }

  /** Makes an account with money in the vault an evaluator. */
  void enrol(TransactionSender account) {
    HashChain chain = new HashChain(Bytes32.keccak256("beacon of " + account.address()), 50);
    account.send(
        actors.join(
            EnumSet.of(Role.EVALUATOR), AgeIdentity.generate(new SecureRandom()).recipient()));
    account.send(actors.bond(Wei.ofEther("10")));
    account.send(actors.registerChain(chain.tip()));
    chains.put(account.address(), chain);
    senders.put(account.address(), account);
  }

  /** Everybody gives what he is asked for. */
  void giveSeeds() {
    giveSeeds(evaluator -> true);
  }

  /** Those give what they are asked for; the others withhold it. */
  void giveSeeds(Predicate<Address> isGiving) {
    for (Address address : chains.keySet()) {
      if (isGiving.test(address)) {
        events.refresh();
        SeedRequest.waitingFor(address, events).forEach(request -> give(request, address));
      }
    }
  }

  private void give(SeedRequest request, Address address) {
    HashChain chain = Objects.requireNonNull(chains.get(address));
    Bytes32 preimage = chain.at(request.positionOf(address).orElseThrow());
    sender(address).send(beacon.contribute(request, address, preimage));
  }

  /** Requests that still wait for anybody. */
  List<SeedRequest> waiting() {
    events.refresh();
    return chains.keySet().stream()
        .flatMap(address -> SeedRequest.waitingFor(address, events).stream())
        .distinct()
        .toList();
  }

  void commit(BountyFacts bounty, Address seat, List<Integer> counts) {
    Commits commits = new Commits(BigInteger.valueOf(local.deployment().chainId()), bounty.id());
    Bytes32 hash =
        commits.scores(
            new Commits.Seat(panel.address(), bounty.round(), seat), vector(counts), SALT);
    sender(seat).send(panel.commitScores(bounty.id(), hash));
  }

  void reveal(BountyId bounty, Address seat, List<Integer> counts) {
    sender(seat).send(panel.revealScores(bounty, vector(counts), SALT));
  }

  /** The seat could open neither the test set nor these slots. */
  void reportTestSet(BountyId bounty, Address seat, List<Integer> unopened) {
    sender(seat).send(panel.reportTestSet(bounty, unopened));
  }

  private static ScoreVector vector(List<Integer> counts) {
    return new ScoreVector(counts.stream().map(Integer::longValue).toList());
  }

  private TransactionSender sender(Address evaluator) {
    return Objects.requireNonNull(senders.get(evaluator));
  }
}
