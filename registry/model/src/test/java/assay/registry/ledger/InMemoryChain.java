package assay.registry.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.registry.dataset.ContractAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A chain of states without a node: every intent makes one block, one second after the last. The
 * world in which {@link InMemoryLedger}s of several accounts meet. Thread-safe.
 */
public final class InMemoryChain {

  private final ContractAt registry;
  private final List<RegistryState> blocks = new ArrayList<>();

  public InMemoryChain(ContractAt registry, Instant start) {
    this.registry = registry;
    blocks.add(RegistryState.empty(start));
  }

  public ContractAt registry() {
    return registry;
  }

  /**
   * The chain as one account sees it.
   *
   * @param finality blocks on top of a block after which it counts as final
   */
  public InMemoryLedger ledger(Address account, int finality) {
    return new InMemoryLedger(this, account, finality);
  }

  /** Adds empty blocks. */
  public void mine(int count) {
    for (int i = 0; i < count; i++) {
      apply(state -> state);
    }
  }

  /** Lets time pass and adds a block after it. */
  public synchronized void advance(Duration time) {
    RegistryState newest = newest();
    blocks.add(newest.at(newest.time().plus(time)));
  }

  synchronized RegistryState newest() {
    return blocks.get(blocks.size() - 1);
  }

  synchronized RegistryState settled(int finality) {
    return blocks.get(Math.max(0, blocks.size() - 1 - finality));
  }

  synchronized Receipt apply(UnaryOperator<RegistryState> intent) {
    RegistryState newest = newest();
    blocks.add(intent.apply(newest.at(newest.time().plusSeconds(1))));
    long block = blocks.size() - 1L;
    return new Receipt(Bytes32.keccak256("transaction " + block), block, 0, List.of());
  }
}
