package assay.registry.index;

import assay.chain.BlockRef;
import assay.chain.LogWalker;
import java.util.List;

/**
 * What the chain had after a block.
 *
 * @param after the block that it was read on from
 * @param step where reading led
 * @param events the step's events, oldest first; none unless it went forward
 */
record Reading(BlockRef after, LogWalker.Step step, List<FinalEvent> events) {

  Reading {
    events = List.copyOf(events);
  }
}
