package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.ChainClient;
import assay.chain.ChainEvent;
import assay.chain.ContractEvents;
import assay.chain.Deployment;
import assay.chain.EventPosition;
import assay.chain.LogWalker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;

/** Reads a deployment's events from the chain, with their times; knows no database. */
final class ChainReader {

  private static final int BLOCKS_PER_STEP = 1_000;

  /** Many nodes answer no more than this in one batch. */
  private static final int BLOCKS_PER_QUESTION = 100;

  private final ChainClient chain;
  private final ContractEvents decoder;
  private final LogWalker walker;

  ChainReader(ChainClient chain, Deployment deployment) {
    this.chain = chain;
    this.decoder = new ContractEvents(deployment);
    this.walker = new LogWalker(chain, deployment.all(), BLOCKS_PER_STEP);
  }

  /**
   * Reads the range after a block.
   *
   * @throws ChainMovedException if the chain changed while it was read
   */
  Reading after(BlockRef tip) {
    LogWalker.Step step = walker.next(tip);
    return new Reading(
        tip,
        step,
        step instanceof LogWalker.Step.Advance advance ? events(advance.logs()) : List.of());
  }

  private List<FinalEvent> events(List<Log> logs) {
    List<ChainEvent> events = logs.stream().flatMap(log -> decoder.decode(log).stream()).toList();
    Map<Long, BlockRef> blocks = blocksOf(events);
    return events.stream().map(event -> dated(event, blocks)).toList();
  }

  private Map<Long, BlockRef> blocksOf(List<ChainEvent> events) {
    List<Long> numbers = events.stream().map(event -> event.position().block()).distinct().toList();
    Map<Long, BlockRef> blocks = new HashMap<>();
    for (int start = 0; start < numbers.size(); start += BLOCKS_PER_QUESTION) {
      int end = Math.min(numbers.size(), start + BLOCKS_PER_QUESTION);
      blocks.putAll(chain.blocks(numbers.subList(start, end)));
    }
    return blocks;
  }

  private static FinalEvent dated(ChainEvent event, Map<Long, BlockRef> blocks) {
    EventPosition position = event.position();
    return Optional.ofNullable(blocks.get(position.block()))
        .filter(block -> block.hash().equals(position.blockHash()))
        .map(block -> new FinalEvent(event, block.time()))
        .orElseThrow(() -> new ChainMovedException(position));
  }
}
