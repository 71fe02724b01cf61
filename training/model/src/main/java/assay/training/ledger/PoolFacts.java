package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.FinalEvents;
import assay.training.pool.PoolEntry;
import assay.training.pool.PoolFee;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Pools and rigs as final events tell of them. A snapshot; newer events make a new value. */
public final class PoolFacts {

  private final SortedMap<Address, PoolEntry> entries;
  private final SortedMap<Address, Bytes32> rigs;
  private final List<ChainEvent> attested;
  private final List<ChainEvent> joined;

  private PoolFacts(
      List<ChainEvent> joined, SortedMap<Address, Bytes32> rigs, List<ChainEvent> attested) {
    this.joined = List.copyOf(joined);
    this.entries = newest(joined, PoolFacts::entry);
    this.rigs = rigs;
    this.attested = attested;
  }

  public static PoolFacts of(FinalEvents events) {
    return of(events.named("PoolSet"), events.named("RigSet"), events.named("Attested"));
  }

  static PoolFacts of(
      List<ChainEvent> poolSet, List<ChainEvent> rigSet, List<ChainEvent> attested) {
    return new PoolFacts(
        poolSet, newest(rigSet, event -> event.bytes32("inventoryHash")), List.copyOf(attested));
  }

  /**
   * Somebody says he saw a rig reach a benchmark.
   *
   * @param benchmark the hash of what it reached
   */
  public record Attestation(Address attester, Bytes32 benchmark) {}

  /** Who is in that pool, with what the chain says he pays, by address. */
  public SortedMap<Address, PoolEntry> members(Address pool) {
    SortedMap<Address, PoolEntry> members = new TreeMap<>();
    entries.forEach(
        (miner, entry) -> {
          if (entry.operator().equals(Optional.of(pool))) {
            members.put(miner, entry);
          }
        });
    return members;
  }

  /** The pool a miner is in, if he is in one. */
  public Optional<Address> pool(Address miner) {
    return Optional.ofNullable(entries.get(miner)).flatMap(PoolEntry::operator);
  }

  /** The fee for which the miner last entered that pool, also if he has left it since. */
  public Optional<PoolFee> agreedFee(Address miner, Address pool) {
    return joined.stream()
        .filter(event -> event.address("actor").equals(miner))
        .map(PoolFacts::entry)
        .filter(entry -> entry.operator().equals(Optional.of(pool)))
        .map(PoolEntry::fee)
        .reduce((first, second) -> second);
  }

  /** The hash of a miner's newest inventory, if he published one. */
  public Optional<Bytes32> inventory(Address miner) {
    return Optional.ofNullable(rigs.get(miner)).filter(hash -> !hash.isZero());
  }

  /** The newest attestation of each attester, those of the miner himself included. */
  public List<Attestation> attestations(Address miner) {
    Map<Address, Bytes32> newest = new TreeMap<>();
    attested.stream()
        .filter(event -> event.address("rig").equals(miner))
        .forEach(event -> newest.put(event.address("attester"), event.bytes32("benchmarkHash")));
    return newest.entrySet().stream()
        .map(entry -> new Attestation(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static PoolEntry entry(ChainEvent event) {
    return new PoolEntry(
        event.address("pool"), new PoolFee(Math.toIntExact(event.number("feeBps"))));
  }

  private static <T> SortedMap<Address, T> newest(
      List<ChainEvent> events, Function<ChainEvent, T> value) {
    SortedMap<Address, T> newest = new TreeMap<>();
    events.forEach(event -> newest.put(event.address("actor"), value.apply(event)));
    return newest;
  }
}
