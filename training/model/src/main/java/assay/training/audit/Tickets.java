package assay.training.audit;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.DeploymentSettings;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bonds, ticket places, locks and hash chains, rebuilt event by event as ActorRegistry keeps them.
 * An event that does not fit is a {@link Contradiction}. Not thread-safe.
 */
final class Tickets {

  private static final int MOST = 32;
  private static final long MOST_STEPS = 1_000_000;

  /** A numbered place and whose ticket counted in it. */
  private static final class Place {
    private final Address owner;
    private final long since;
    private long until;

    private Place(Address owner, long since) {
      this.owner = owner;
      this.since = since;
    }
  }

  private static final class HashChain {
    private final long registeredAt;
    private Bytes32 tip;
    private long position;
    private long assigned;

    private HashChain(Bytes32 tip, long registeredAt) {
      this.tip = tip;
      this.registeredAt = registeredAt;
    }
  }

  private static final class Actor {
    private BigInteger bonded = BigInteger.ZERO;
    private BigInteger locked = BigInteger.ZERO;
    private BigInteger unbonding = BigInteger.ZERO;
    private long unbondReadyAt;
    private long contributing;
    private final Deque<Integer> places = new ArrayDeque<>();
    private final List<HashChain> chains = new ArrayList<>();
  }

  private record Seat(Bytes32 bounty, Address actor) {}

  private final Evidence evidence;
  private final DeploymentSettings settings;
  private final Map<Address, Actor> actors = new HashMap<>();
  private final Map<Seat, BigInteger> seatLocks = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Deque<Integer> emptied = new ArrayDeque<>();

  private Tickets(Evidence evidence) {
    this.evidence = evidence;
    this.settings = evidence.settings();
  }

  /** As they were after these events. */
  static Tickets after(Evidence evidence, Collection<ChainEvent> events) {
    Tickets tickets = new Tickets(evidence);
    events.forEach(tickets::apply);
    return tickets;
  }

  private void apply(ChainEvent event) {
    switch (event.name()) {
      case "Bonded" -> bonded(event);
      case "UnbondRequested" -> unbondRequested(event);
      case "Unbonded" -> unbonded(event);
      case "SeatLocked" -> seatLocked(event);
      case "SeatReleased" -> seatReleased(event);
      case "ContributionAsked" -> asked(event);
      case "ContributionReleased" -> contributionReleased(event);
      case "ChainRegistered" -> registered(event);
      case "PreimageGiven" -> given(event);
      default -> {
        // The other events change nothing here.
      }
    }
  }

  private void bonded(ChainEvent event) {
    Actor actor = actor(event);
    actor.bonded = actor.bonded.add(event.integer("amount"));
    resize(event, actor);
    same(event, "bonded", actor.bonded);
    same(event, "tickets", BigInteger.valueOf(actor.places.size()));
  }

  private void unbondRequested(ChainEvent event) {
    Actor actor = actor(event);
    BigInteger amount = event.integer("amount");
    if (actor.bonded.subtract(actor.locked).subtract(actor.unbonding).compareTo(amount) < 0) {
      throw contradiction(event, "asks back more than is free");
    }
    actor.unbonding = actor.unbonding.add(amount);
    actor.unbondReadyAt = evidence.time(event) + settings.unbondDelay();
    resize(event, actor);
    same(event, "readyAt", BigInteger.valueOf(actor.unbondReadyAt));
    same(event, "tickets", BigInteger.valueOf(actor.places.size()));
  }

  private void unbonded(ChainEvent event) {
    Actor actor = actor(event);
    same(event, "amount", actor.unbonding);
    if (evidence.time(event) < actor.unbondReadyAt) {
      throw contradiction(event, "came before its delay was over");
    }
    actor.bonded = actor.bonded.subtract(actor.unbonding);
    actor.unbonding = BigInteger.ZERO;
    same(event, "bonded", actor.bonded);
  }

  private void seatLocked(ChainEvent event) {
    BigInteger amount = event.integer("amount");
    if (seatLocks.putIfAbsent(seat(event), amount) != null) {
      throw contradiction(event, "locks twice for one bounty");
    }
    lock(event, amount);
  }

  private void seatReleased(ChainEvent event) {
    BigInteger lock = seatLocks.remove(seat(event));
    BigInteger slashed = event.integer("slashed");
    if (lock == null || slashed.compareTo(lock) > 0) {
      throw contradiction(event, "ends no lock, or takes more than it");
    }
    release(event, lock);
  }

  /** The lock is one of a number, all alike: who gave for which request is not kept with it. */
  private void contributionReleased(ChainEvent event) {
    Actor actor = actor(event);
    BigInteger lock = settings.contributorLock().value();
    BigInteger slashed = event.integer("slashed");
    if (actor.contributing == 0) {
      throw contradiction(event, "ends no contribution");
    }
    if (slashed.signum() != 0 && !slashed.equals(lock)) {
      throw contradiction(event, "takes neither nothing nor the whole lock");
    }
    actor.contributing--;
    release(event, lock);
  }

  private void lock(ChainEvent event, BigInteger amount) {
    Actor actor = actor(event);
    if (free(actor).compareTo(amount) < 0 || amount.signum() == 0) {
      throw contradiction(event, "locks what is not free");
    }
    actor.locked = actor.locked.add(amount);
  }

  private void release(ChainEvent event, BigInteger lock) {
    Actor actor = actor(event);
    BigInteger slashed = event.integer("slashed");
    actor.locked = actor.locked.subtract(lock);
    if (slashed.signum() != 0) {
      actor.bonded = actor.bonded.subtract(slashed);
      actor.unbonding = actor.unbonding.min(actor.bonded);
      resize(event, actor);
    }
    same(event, "tickets", BigInteger.valueOf(actor.places.size()));
  }

  private void registered(ChainEvent event) {
    Actor actor = actor(event);
    same(event, "chain", BigInteger.valueOf(actor.chains.size()));
    actor.chains.add(new HashChain(event.bytes32("tip"), evidence.time(event)));
  }

  private void asked(ChainEvent event) {
    Actor actor = actor(event);
    same(event, "chain", BigInteger.valueOf(actor.chains.size() - 1L));
    HashChain chain = chain(event, actor);
    chain.assigned++;
    same(event, "position", BigInteger.valueOf(chain.assigned));
    actor.contributing++;
    lock(event, settings.contributorLock().value());
  }

  /** Hashing the deeper of two values up to the shallower one proves that it was fixed before. */
  private void given(ChainEvent event) {
    HashChain chain = chain(event, actor(event));
    Bytes32 preimage = event.bytes32("preimage");
    long position = event.number("position");
    if (position < 1 || position > chain.assigned) {
      throw contradiction(event, "is for a position nobody asked for");
    }
    boolean isFurther = position > chain.position;
    long steps = Math.abs(position - chain.position);
    Bytes32 deep = isFurther ? preimage : chain.tip;
    for (long step = 0; step < Math.min(steps, MOST_STEPS); step++) {
      deep = Bytes32.keccak256(deep.bytes());
    }
    if (!deep.equals(isFurther ? chain.tip : preimage)) {
      throw contradiction(event, "is not on the contributor's hash chain");
    }
    if (isFurther) {
      chain.tip = preimage;
      chain.position = position;
    }
  }

  private static HashChain chain(ChainEvent event, Actor actor) {
    long number = event.number("chain");
    if (number < 0 || number >= actor.chains.size()) {
      throw contradiction(event, "names a hash chain that is not there");
    }
    return actor.chains.get((int) number);
  }

  private void resize(ChainEvent event, Actor actor) {
    long now = evidence.time(event);
    BigInteger whole = actor.bonded.subtract(actor.unbonding).divide(settings.ticketSize().value());
    int wanted = whole.min(BigInteger.valueOf(MOST)).intValueExact();
    while (actor.places.size() > wanted) {
      int place = actor.places.removeLast();
      places.get(place).until = now;
      emptied.add(place);
    }
    while (actor.places.size() < wanted) {
      actor.places.addLast(occupy(event.address("actor"), now));
    }
  }

  private int occupy(Address owner, long now) {
    Integer oldest = emptied.peek();
    if (oldest != null && now >= places.get(oldest).until + settings.unbondDelay()) {
      places.set(emptied.remove(), new Place(owner, now));
      return oldest;
    }
    places.add(new Place(owner, now));
    return places.size() - 1;
  }

  /** How many ticket places there are. */
  int places() {
    return places.size();
  }

  /** Whose ticket counted at a time in a place; the zero address when none did. */
  Address ticketAt(int number, long time) {
    Place place = places.get(number);
    boolean counted = place.since < time && (place.until == 0 || place.until >= time);
    return counted ? place.owner : Address.ZERO;
  }

  boolean hadTicket(Address account, long time) {
    return actor(account).places.stream().anyMatch(place -> ticketAt(place, time).equals(account));
  }

  BigInteger free(Address account) {
    return free(actor(account));
  }

  /** Whether the account can contribute to a request whose tips must be older than that time. */
  boolean mayContribute(Address account, long time) {
    List<HashChain> chains = actor(account).chains;
    return !chains.isEmpty()
        && chains.get(chains.size() - 1).registeredAt < time
        && free(account).compareTo(settings.contributorLock().value()) >= 0;
  }

  /** The newest hash chain's number, and its next free position. */
  long[] nextPosition(Address account) {
    List<HashChain> chains = actor(account).chains;
    return new long[] {chains.size() - 1L, chains.get(chains.size() - 1).assigned + 1};
  }

  private static BigInteger free(Actor actor) {
    return actor.bonded.subtract(actor.locked);
  }

  private Actor actor(ChainEvent event) {
    return actor(event.address("actor"));
  }

  private Actor actor(Address account) {
    return actors.computeIfAbsent(account, unknown -> new Actor());
  }

  private static Seat seat(ChainEvent event) {
    return new Seat(event.bytes32("bounty"), event.address("actor"));
  }

  private static void same(ChainEvent event, String parameter, BigInteger derived) {
    if (!event.integer(parameter).equals(derived)) {
      throw contradiction(
          event, "says %s %s, derived %s".formatted(parameter, event.text(parameter), derived));
    }
  }

  private static Contradiction contradiction(ChainEvent event, String what) {
    return new Contradiction(
        "%s of %s in block %d %s"
            .formatted(event.name(), event.address("actor"), event.position().block(), what));
  }
}
