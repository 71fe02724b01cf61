package assay.registry.index;

import assay.chain.ChainEvent;
import java.time.Instant;

/**
 * An event that no reorganisation can undo any more.
 *
 * @param event what the contract said
 * @param minedAt the block's timestamp
 */
public record FinalEvent(ChainEvent event, Instant minedAt) {}
