package assay.training.audit;

import assay.chain.Address;
import assay.chain.TestAccounts;
import assay.registry.grant.GrantDeed;
import assay.training.audit.AuditActors.Player;
import assay.training.audit.AuditWorld.Entry;
import assay.training.audit.AuditWorld.Open;
import assay.training.bounty.BountyId;
import assay.training.bounty.Score;
import assay.training.ledger.BountyTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Bounties lived through to every kind of end, so that every kind of event is there. */
final class AuditStories {

  private static final int LATER = AuditWorld.WINDOW + 5;

  private final AuditWorld world;
  private final Player winner;
  private final Player loser;

  AuditStories(AuditWorld world) {
    this.world = world;
    this.winner = world.actors().miners.get(0);
    this.loser = world.actors().miners.get(1);
  }

  /** All of them, by name. */
  Map<String, BountyId> tell() {
    Map<String, BountyId> stories = new LinkedHashMap<>();
    world.actors().joinPool(winner, TestAccounts.number(78).address());
    stories.put("settled", settled());
    stories.put("signed", signed());
    stories.put("overturned", overturned());
    stories.put("keyless", keyless());
    stories.put("silent", silent());
    stories.put("withheld", withheld());
    stories.put("defaulted", defaulted());
    stories.put("cancelled", cancelled());
    stories.put("seedless", seedless());
    stories.put("unseated", unseated());
    return stories;
  }

  /**
   * Milestones, a copy, an absentee, a liar, a challenge in vain, a published key, and owners paid
   * by what the second panel measured, of which the first panel's last seat tells otherwise.
   */
  private BountyId settled() {
    Open open =
        world.open(
            new BountyTerms.Extras(
                List.of(new BountyTerms.Milestone(new Score(970_000), 2_000)), List.of(), true));
    BountyId id = open.id();
    world.revealSample(open);
    Player copier = world.actors().miners.get(2);
    Player stranger = world.actors().miners.get(4);
    var toWinner =
        List.of(
            Optional.of(world.actors().grant(winner, 0)),
            Optional.of(world.actors().grant(winner, 1)));
    var toLoser = one(loser);
    var toCopier = one(copier);
    world.commit(id, loser, "an early try");
    Entry good = world.commit(id, winner, "a good model");
    Entry copy = world.commit(id, copier, "a good model");
    Entry poor = world.commit(id, loser, "a poor model");
    world.commit(id, world.actors().miners.get(3), "never shown");
    GrantDeed gone = world.actors().revokedGrant(stranger);
    Entry bare = world.commit(id, stranger, "without a grant that lives");
    world.actors().advance(LATER);
    world.reveal(id, copy, toCopier);
    world.reveal(id, good, toWinner);
    world.reveal(id, poor, toLoser);
    world.reveal(id, bare, List.of(Optional.of(gone), Optional.empty()));
    world.poke(id, LATER);
    world.giveSeeds(Set.of());
    List<Integer> truth =
        List.of(40, 30, 49, 50, 0, 0, 0, 0, 0, 0, 1_000, 9_000, 2_500, 7_500, 0, 0, 0, 0, 0, 0);
    List<Integer> lie =
        List.of(40, 30, 10, 10, 0, 0, 0, 0, 0, 0, 1_000, 9_000, 3_500, 6_500, 0, 0, 0, 0, 0, 0);
    score(id, truth, lie);
    world.challenge(id, world.actors().miners.get(2));
    world.giveSeeds(Set.of());
    score(id, truth, truth);
    world.complain(id);
    world.publishKey(id, good);
    return id;
  }

  /** The cheap path, delivered without a word. */
  BountyId signed() {
    Open open = seatedWithTwo();
    world.submitSigned(open.id(), List.of(97, 90));
    world.poke(open.id(), LATER);
    world.poke(open.id(), LATER);
    return open.id();
  }

  /** The key is never handed over, though the researcher complains. */
  private BountyId keyless() {
    Open open = seatedWithTwo();
    world.submitSigned(open.id(), List.of(97, 90));
    world.poke(open.id(), LATER);
    world.complain(open.id());
    world.poke(open.id(), LATER);
    return open.id();
  }

  /** Two lie, and the challenge says so. */
  private BountyId overturned() {
    Open open = seatedWithTwo();
    BountyId id = open.id();
    score(id, List.of(90, 97), List.of(97, 90));
    world.challenge(id, world.actors().miners.get(3));
    world.giveSeeds(Set.of());
    score(id, List.of(97, 90), List.of(97, 90));
    world.poke(id, LATER);
    return id;
  }

  /** One seat commits and is silent, the others never come; two refills do no better. */
  private BountyId silent() {
    Open open = seatedWithTwo();
    BountyId id = open.id();
    for (int round = 0; round < 3; round++) {
      world.commitScores(id, world.seats(id).get(0), List.of(97, 90));
      world.poke(id, 2 * LATER);
      world.poke(id, LATER);
      world.giveSeeds(Set.of());
    }
    return id;
  }

  /** A contributor withholds his preimage; seats call the winner unavailable, or not. */
  private BountyId withheld() {
    Open open = submitted(BountyTerms.Extras.NONE);
    BountyId id = open.id();
    world.poke(id, LATER);
    world.giveSeeds(Set.of(world.asked().get(0)));
    world.poke(id, LATER);
    world.giveSeeds(Set.of());
    int unavailable = -2;
    score(id, List.of(97, unavailable), List.of(unavailable, unavailable));
    world.poke(id, LATER);
    world.poke(id, LATER);
    return id;
  }

  /** The test set cannot be used, is explained, and still cannot be used. */
  private BountyId defaulted() {
    Open open = seatedWithTwo();
    List<Address> seats = world.seats(open.id());
    world.report(open.id(), seats.get(0), 2);
    world.report(open.id(), seats.get(1), 2);
    world.publishTestKey(open);
    world.report(open.id(), seats.get(0), 2);
    world.report(open.id(), seats.get(2), 2);
    return open.id();
  }

  private BountyId cancelled() {
    BountyId id = world.open(BountyTerms.Extras.NONE).id();
    world.cancel(id);
    return id;
  }

  private BountyId seedless() {
    BountyId id = world.open(BountyTerms.Extras.NONE).id();
    world.giveSeeds(Set.of(world.asked().get(0)));
    world.poke(id, LATER);
    world.giveSeeds(Set.copyOf(world.asked().subList(0, 2)));
    world.poke(id, LATER);
    return id;
  }

  /** Names evaluators of whom one has no ticket. */
  private BountyId unseated() {
    Set<Address> named =
        new TreeSet<>(world.actors().evaluators.keySet().stream().limit(2).toList());
    named.add(TestAccounts.number(99).address());
    Open open = submitted(new BountyTerms.Extras(List.of(), List.copyOf(named), false));
    world.poke(open.id(), LATER);
    world.giveSeeds(Set.of());
    return open.id();
  }

  // ------------------------------------------------------------------ common parts

  private List<Optional<GrantDeed>> one(Player miner) {
    return List.of(Optional.of(world.actors().grant(miner, 0)), Optional.empty());
  }

  private Open submitted(BountyTerms.Extras extras) {
    Open open = world.open(extras);
    world.revealSample(open);
    var toWinner = one(winner);
    var toLoser = one(loser);
    Entry good = world.commit(open.id(), winner, "good " + open.id());
    Entry poor = world.commit(open.id(), loser, "poor " + open.id());
    world.actors().advance(LATER);
    world.reveal(open.id(), good, toWinner);
    world.reveal(open.id(), poor, toLoser);
    return open;
  }

  private Open seatedWithTwo() {
    Open open = submitted(BountyTerms.Extras.NONE);
    world.poke(open.id(), LATER);
    world.giveSeeds(Set.of());
    return open;
  }

  /** All seats but the last say the same. */
  private void score(BountyId id, List<Integer> counts, List<Integer> last) {
    List<Address> seats = world.seats(id);
    List<List<Integer>> said = new ArrayList<>();
    seats.forEach(seat -> said.add(seat.equals(seats.get(seats.size() - 1)) ? last : counts));
    for (int i = 0; i < seats.size(); i++) {
      world.commitScores(id, seats.get(i), said.get(i));
    }
    for (int i = 0; i < seats.size(); i++) {
      world.revealScores(id, seats.get(i), said.get(i));
    }
  }
}
