package assay.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/**
 * All final events of a deployment, kept in memory and read on as the chain grows: what an agent
 * decides by. Only final events are here, so nothing is ever taken back. Thread-safe.
 */
public final class FinalEvents {

  private static final long BLOCKS_PER_CALL = 5_000;

  private final ChainClient chain;
  private final ContractEvents decoder;
  private final List<Address> contracts;
  private final List<ChainEvent> events = new ArrayList<>();
  private BlockRef read;

  public FinalEvents(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.decoder = new ContractEvents(deployment);
    this.contracts = deployment.all();
    this.read = new BlockRef(deployment.block(), Bytes32.ZERO, Instant.EPOCH);
  }

  /** Reads what has become final since the last call. */
  public synchronized void refresh() {
    BlockRef head = chain.finalHead();
    while (read.number() < head.number()) {
      long to = Math.min(head.number(), read.number() + BLOCKS_PER_CALL);
      BlockRef end = to == head.number() ? head : blockAt(to);
      List<Log> logs = chain.logs(contracts, read.number() + 1, to);
      requireThatItStands(end);
      events.addAll(logs.stream().flatMap(log -> decoder.decode(log).stream()).toList());
      read = end;
    }
  }

  /** A node that answers from behind that block would leave out events. */
  private void requireThatItStands(BlockRef end) {
    if (chain.block(end.number()).filter(end::equals).isEmpty()) {
      throw new NodeRefusedException(
          "events up to block " + end.number(), "the chain moved while it was read");
    }
  }

  /** The final head's time: "now" for every deadline and expiry. */
  public synchronized Instant now() {
    return read.time();
  }

  /** When the block of a final event was made. */
  public Instant timeOf(long block) {
    return blockAt(block).time();
  }

  /** All events so far, oldest first. */
  public synchronized List<ChainEvent> all() {
    return List.copyOf(events);
  }

  /** Events of that name, oldest first. */
  public List<ChainEvent> named(String name) {
    return all().stream().filter(event -> event.name().equals(name)).toList();
  }

  /** Events with that parameter value, oldest first. */
  public List<ChainEvent> about(String parameter, Bytes32 value) {
    return all().stream()
        .filter(event -> value.hex().equals(event.values().get(parameter)))
        .toList();
  }

  private BlockRef blockAt(long number) {
    return chain
        .block(number)
        .orElseThrow(() -> new NodeRefusedException("block " + number, "it is not there"));
  }
}
