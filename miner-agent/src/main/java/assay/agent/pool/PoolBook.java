package assay.agent.pool;

import assay.agent.engine.EngineChoice;
import assay.agent.platform.PoolClient;
import assay.chain.Address;
import assay.chain.FinalEvents;
import assay.chain.Wei;
import assay.registry.dataset.ContractAt;
import assay.training.ledger.PoolFacts;
import assay.training.ledger.PoolFacts.Attestation;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolEntry;
import assay.training.pool.RigDevice;
import assay.training.pool.RigInventory;
import assay.training.pool.Signed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pools as a platform and the chain tell of them together: words count only if their signer meant
 * this deployment, an inventory only if its hash is the one on the chain. Thread-safe.
 */
public final class PoolBook {

  /** Members that are looked at. */
  public static final int MOST_MEMBERS = 1_000;

  private final PoolClient platform;
  private final ContractAt registry;

  /**
   * @param registry the ActorRegistry of this deployment
   */
  public PoolBook(PoolClient platform, ContractAt registry) {
    this.platform = platform;
    this.registry = registry;
  }

  /**
   * A member as everybody can see him.
   *
   * @param entry what the chain says he pays, whatever is announced
   * @param inventory his newest, if the platform has it
   * @param attested who says which benchmark he reached
   * @param paid ether that the pool's account sent him out of the vault
   */
  public record Member(
      Address miner,
      PoolEntry entry,
      Optional<RigInventory> inventory,
      List<Attestation> attested,
      Wei paid) {

    public Member {
      attested = List.copyOf(attested);
    }

    public List<RigDevice> devices() {
      return inventory.map(RigInventory::devices).orElse(List.of());
    }

    /** The engines that have code for one of his devices. */
    public List<EngineChoice> engines() {
      return RigDevices.engines(devices());
    }
  }

  /** What an operator says of his pool. */
  public Optional<PoolDescription> description(Address operator) {
    return platform.find(operator).map(Signed::statement).filter(this::isOfHere);
  }

  /** All pools, the newest description first. */
  public List<PoolDescription> all() {
    return platform.all().stream().map(Signed::statement).filter(this::isOfHere).toList();
  }

  private boolean isOfHere(PoolDescription pool) {
    return pool.registry().equals(registry);
  }

  /** The pool's members by address, at most {@link #MOST_MEMBERS}: anybody can name a pool. */
  public List<Member> members(Address pool, FinalEvents events) {
    PoolFacts facts = PoolFacts.of(events);
    Map<Address, Wei> paid = paid(pool, events);
    return facts.members(pool).entrySet().stream()
        .limit(MOST_MEMBERS)
        .map(entry -> member(entry, facts, paid))
        .toList();
  }

  private Member member(
      Map.Entry<Address, PoolEntry> entry, PoolFacts facts, Map<Address, Wei> paid) {
    Address miner = entry.getKey();
    return new Member(
        miner,
        entry.getValue(),
        inventory(miner, facts),
        facts.attestations(miner),
        paid.getOrDefault(miner, Wei.ZERO));
  }

  private Optional<RigInventory> inventory(Address miner, PoolFacts facts) {
    return facts
        .inventory(miner)
        .flatMap(hash -> platform.inventory(miner).filter(rig -> rig.hash().equals(hash)))
        .map(Signed::statement);
  }

  /** Ether that the pool's account sent, by receiver. */
  private static Map<Address, Wei> paid(Address pool, FinalEvents events) {
    return events.named("Withdrawn").stream()
        .filter(event -> event.address("account").equals(pool))
        .filter(event -> event.address("token").isZero())
        .collect(
            Collectors.toMap(
                event -> event.address("to"), event -> event.wei("amount"), Wei::plus));
  }
}
